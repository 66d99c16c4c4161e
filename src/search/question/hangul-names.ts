/**
 * Well-known researchers as Korean writes them, family name last or first as they are called: `얀 르쿤` -> Yann LeCun. Several
 * Latin spellings are tried in turn, because papers differ in initials.
 */
const TABLE = `
얀 르쿤|얀 르꾼|르쿤 = Yann LeCun
카이밍 허|허카이밍|허 카이밍 = Kaiming He
제프리 힌튼|제프리 힌턴|제프 힌튼 = Geoffrey Hinton | Geoffrey E. Hinton
요슈아 벤지오|요수아 벤지오|조슈아 벤지오|벤지오 = Yoshua Bengio
앤드류 응|앤드루 응|앤드류 웅 = Andrew Ng | Andrew Y. Ng
페이페이 리|리페이페이|페이 페이 리 = Li Fei-Fei | Fei-Fei Li
위르겐 슈미트후버|유르겐 슈미트후버|슈미트후버|슈미드후버 = Jürgen Schmidhuber
일리야 수츠케버|일리야 서츠케버|수츠케버 = Ilya Sutskever
안드레이 카르파시|안드레이 카파시|안드레이 카르파티|안드레 카파시|카파시 = Andrej Karpathy
세르게이 레빈|서지 레빈 = Sergey Levine
첼시 핀 = Chelsea Finn
피터 아빌|피터 애빌|피터르 아벨 = Pieter Abbeel
퍼시 리앙|퍼시 량 = Percy Liang
크리스토퍼 매닝|크리스 매닝 = Christopher D. Manning | Christopher Manning
트리 다오 = Tri Dao
앨버트 구|알버트 구 = Albert Gu
송 한|쏭 한 = Song Han
루크 제틀모이어|루크 제틀마이어 = Luke Zettlemoyer
예진 최|최예진 = Yejin Choi
조경현 = Kyunghyun Cho
이홍락 = Honglak Lee
신진우 = Jinwoo Shin
황성주 = Sung Ju Hwang
서민준 = Minjoon Seo
주재걸 = Jaegul Choo
지텐드라 말릭 = Jitendra Malik
알렉세이 에프로스 = Alexei A. Efros | Alexei Efros
트레버 대럴|트레버 다렐 = Trevor Darrell
로스 거식|로스 기르시크 = Ross Girshick
세이닝 시에|사이닝 시에 = Saining Xie
준얀 주|주준옌 = Jun-Yan Zhu
지웨이 리우|쯔웨이 류 = Ziwei Liu
푸루 웨이 = Furu Wei
젠펑 가오|지안펑 가오 = Jianfeng Gao
꾸옥 레|쿠옥 레|쿽 르 = Quoc V. Le | Quoc Le
데니 저우|데니 주 = Denny Zhou
제이슨 웨이 = Jason Wei
얀 레이케|얀 라이케 = Jan Leike
다리오 아모데이 = Dario Amodei
데미스 허사비스|데미스 하사비스 = Demis Hassabis
데이비드 실버 = David Silver
오리올 비냘스|오리올 비니알스 = Oriol Vinyals
제프 딘|제프리 딘 = Jeff Dean | Jeffrey Dean
노암 샤지어 = Noam Shazeer
제이콥 스타인하트|제이컵 스타인하트 = Jacob Steinhardt
돈 송|던 송 = Dawn Song
이온 스토이카 = Ion Stoica
조셉 곤잘레스|조이 곤잘레스 = Joseph E. Gonzalez
팀 데트머스 = Tim Dettmers
콜린 래펠|콜린 라펠 = Colin Raffel
그레이엄 뉴빅|그레이엄 노이빅 = Graham Neubig
디이 양 = Diyi Yang
단치 천|천단치 = Danqi Chen
산지브 아로라 = Sanjeev Arora
맥스 테그마크|막스 테그마크 = Max Tegmark
닐 난다 = Neel Nanda
비외른 오머|비욘 오머 = Björn Ommer
로빈 롬바흐 = Robin Rombach
스테파노 에르몬 = Stefano Ermon
조너선 호|조나단 호 = Jonathan Ho
팀 살리만스 = Tim Salimans
테로 카라스 = Tero Karras
앙주 카나자와 = Angjoo Kanazawa
벤 밀든홀 = Ben Mildenhall
존 배런|조나단 배런 = Jonathan T. Barron
안드레아 베달디 = Andrea Vedaldi
앤드루 지서먼|앤드류 지서만 = Andrew Zisserman
필립 이솔라 = Phillip Isola
안토니오 토랄바 = Antonio Torralba
레오니다스 기바스 = Leonidas J. Guibas | Leonidas Guibas
토마스 울프 = Thomas Wolf
기욤 램플|기욤 랑플 = Guillaume Lample
휴고 투브론|위고 투브롱 = Hugo Touvron
아르망 줄랭 = Armand Joulin
마이크 루이스 = Mike Lewis
한나 하지시르지 = Hannaneh Hajishirzi
사무엘 보먼|샘 보먼 = Samuel R. Bowman
댄 헨드릭스 = Dan Hendrycks
미라 무라티 = Mira Murati
샘 알트만|샘 올트먼 = Sam Altman
`;

/** A Hangul spelling, blanks removed, to the Latin ones. */
const LATIN: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line) => {
      const [hangul, latin] = line.split(' = ') as [string, string];
      return hangul.split('|').map((name): [string, string[]] => [name.replaceAll(' ', ''), latin.split(' | ')]);
    }),
);

const LONGEST = Math.max(...[...LATIN.keys()].map((name) => name.length));

/** A name that stands at a place of a text, with or without its blanks: its end and its Latin spellings. */
export interface HangulName {
  readonly end: number;
  readonly latin: readonly string[];
}

/** The longest known name that begins at `at`. */
export function hangulNameAt(text: string, at: number): HangulName | undefined {
  let found: HangulName | undefined;
  let name = '';
  for (let end = at; end < text.length && name.length < LONGEST; ) {
    const letter = text[end]!;
    end += 1;
    if (letter === ' ') continue;
    name += letter;
    const latin = LATIN.get(name);
    if (latin) found = { end, latin };
  }
  return found;
}
