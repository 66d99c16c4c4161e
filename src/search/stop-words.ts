/**
 * Words that say how somebody asks, not what about. They are left out of queries (never out of the index), in the base
 * form that `text.ts` gives or as typed.
 */
const EXACT = new Set(
  // Korean: pronouns, bound nouns, particles standing alone, question words
  (
    '것 거 게 건 걸 수 등 및 그 이 저 데 때 중 쪽 전 후 번 말 애 얘 걔 내 나 너 네 제 우리 저희 여기 거기 저기 안 못 잘 좀 더 또 막 다 참 왜 몇 뭐 뭘 뭔 누구 언제 어디 어느 무슨 무엇 어떤 ' +
    '어떻게 얼마 얼마나 한테 이거 그거 저거 이게 그게 저게 이걸 그걸 이것 그것 저것 이런 그런 저런 이렇게 그렇게 애들 걔네 같은 다른 모든 여러 각 각각 ' +
    // Korean: what is asked for, and politeness
    '논문 논문들 페이퍼 연구 연구들 방법 방법들 방식 기법 기법들 것들 종류 사례 얘기 이야기 내용 결과 관련 관련된 대한 대해 대해서 관한 위한 위해 통한 통해 따른 따라 경우 정도 ' +
    '링크 요약좀 정리 설명 소개 추천좀 부탁 제발 혹시 그냥 진짜 정말 아주 매우 너무 되게 엄청 제일 가장 아마 분명 대충 일단 방금 최근 최신 요즘 요새 근데 그런데 그리고 그래서 하지만 그러면 그럼 ' +
    '있음 없음 맞음 맞나 맞지 아님 아닌 아니 같음 가능 가능해 궁금 ㅋㅋ ㅎㅎ ㅠㅠ ' +
    '하 한 할 해 하는 하고 하면 해서 했 했던 했대 했어 했음 하던 하네 하나요 하는데 한다 한다는 한다던 해줘 해주는 해준 해준다는 하게 하는지 한거 할때 되 된 되는 될 됨 됐 돼 되나 되나요 된다는 되던 되던데 시키 시킨 ' +
    '본 볼 보 나온 나오 나왔 준 줄 주 주는 둔 둘 걸로 건지 거지 거야 건가 인가 인지 임 이야 까요 대요 던데 래 라며 라는 라고 이라는 라던 거였 거였지 ' +
    // English function words
    'a an the this that these those it its i im ive me my mine we us our you your he she they them their there here who whom whose what which when where why how ' +
    'is am are was were be been being do doe does did doing done have has had having can could would should will shall may might must let lets get got gets getting make makes ' +
    'of in on for to and or nor with without by from at as into onto about over under than then so such too also just only even very much many more most some any all each both either neither ' +
    'no not yes if but because while during between through via per vs etc out up down off again once ' +
    // English: what is asked for
    'paper papers study studies research work works article method methods approach approaches technique techniques thing things stuff something anything someone anyone somebody people one ones way ways ' +
    'show tell give find found know look looking need want wanna please thanks pls link explain describe called name like ' +
    'there wher wa ha thi doe us use used using uses new recent latest really actually basically kind sort lot'
  ).split(' '),
);

/** Beginnings of Korean words of the same sort, which conjugate. */
const STEMS = [
  ...'찾아 찾고 찾는 알려 알고싶 알고있 알아봐 보여 봤던 봤는 봤었 본것 있었 있는 있어 있나 있지 있을 있던 있습 없나 없는 없어 없을 없었 뭐였 뭐더 뭐지 뭐야 뭐가 뭐라 뭐뭐 뭐냐 무엇 어떻 어떠 어땠 궁금 싶은 싶어 싶다 싶네 나왔 나오 나온 나와 올라온 올라왔'.split(
    ' ',
  ),
  ...'모아줘 모아서 정리해 설명해 요약해 소개해 추천해 말해 가르쳐 기억나 기억이 기억안 생각나 뭔가 이름이 주세요 주실 해주세 해줄 있을까 같은데 같아 아니었 아니야 였는데 였더라 였지 이었나 였나 거였 라던데 대던데'.split(
    ' ',
  ),
];

/** Whether a word of a question only says how it is asked. */
export function isStopWord(surface: string, base: string): boolean {
  if (EXACT.has(surface) || EXACT.has(base)) return true;
  return STEMS.some((stem) => surface.startsWith(stem));
}
