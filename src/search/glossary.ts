import { LRUCache } from 'lru-cache';
import { PapersError } from '../errors.ts';
import { type Word, words } from '../text.ts';

/** One concept of the glossary: terms in Korean and English that name the same thing. */
export interface Concept {
  /** The terms as written in the file. */
  readonly terms: readonly string[];
  /** Set for everyday words (`show`, `보여주~`) and loose wordings: they say a little of what is meant, and explain no word. */
  readonly everyday?: true | undefined;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Where a concept was met in a text. */
export interface ConceptMatch {
  readonly concept: number;
  /** The term that matched, as written in the glossary. */
  readonly term: string;
  /** Positions of the words it covers, ascending. */
  readonly positions: readonly number[];
}

/**
 * Reads one glossary file: a concept a line, terms separated by `|`, `#` comments, blank lines allowed.
 *
 * @throws PapersError `bad_input` naming file and line for a line with fewer than two terms or an empty term.
 */
export function parseGlossary(text: string, file: string): Concept[] {
  const concepts: Concept[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const terms = line.split('|').map((term) => term.trim());
    if (terms.length < 2 || terms.some((term) => words(term).length === 0)) {
      const got = line.length > 80 ? `${line.slice(0, 80)}…` : line;
      throw new PapersError(
        'bad_input',
        `${file}:${index + 1}: expected at least two terms separated by " | ", each with a word in it; got "${got}"`,
      );
    }
    concepts.push({ terms, file, line: index + 1 });
  }
  return concepts;
}

/** One word of a term. `stem` words match any Hangul word that begins with them. */
interface TermWord {
  readonly surface: string;
  readonly script: Word['script'];
  readonly form: string;
  readonly stem: boolean;
}

interface Phrase {
  readonly concept: number;
  readonly term: string;
  /** Its words after the second. */
  readonly rest: readonly TermWord[];
}

/** Phrases that begin with the same word, by their second: common words begin hundreds, so both are looked up. */
interface Followers {
  readonly exact: Map<string, Phrase[]>;
  readonly stems: Map<string, Phrase[]>;
}

/** A multi-word term may skip this many words between two of its own in a question (`잊게 [좀] 만드는`). */
const PHRASE_GAP = 1;
/** A Hangul term of this many syllables is also met inside a longer word (`텍스트음성합성기`). */
const INSIDE_FROM = 3;
/**
 * Single syllables that a compound may have before or after a term. Any other one shows that the term is a piece of another word: 테이블 in
 * 스테이블, 드라마 in 코드라마 and 드라마틱.
 */
const PREFIXES = new Set(
  '비 초 고 저 다 무 미 반 신 재 준 대 소 전 후 역 선 단 양 총 각 본 타 동 첫 맨 새 큰 한 두 세 네 몇 실 가 자 최 탈 불 부 제 구 원 주 딥 웹 앱 폰 챗 봇 범 친 급 강 약 중 상 하 내 외 생 교 복 공 유'.split(
    ' ',
  ),
);
const SUFFIXES = new Set(
  '기 화 성 형 법 용 적 별 들 식 력 론 률 율 량 간 내 외 계 류 급 체 물 품 자 사 인 권 점 면 선 층 망 값 수 표 문 말 상 중 시 뒤 앞 안 밖 쪽 끝 판 본 장 집 실 부 팀 어 가 님 씨 째 당 분 초 개 편 학 술 제 약 병 증 난 감 심 질 족 단 대 록 서 도 로 길 차 음 임 함 됨 만 뿐 네 께 랑 나 야 요 죠 지 고 면 며 게 을 를 은 는 이 의 에 와 과 돼 된 될 한 할 해 하 되 했 됐 봇 앱 폰 칩 맵 넷 톡 툴 북 팩 셋 컷 샷 씬 짤 툰 거 것 걸 좀'.split(
    ' ',
  ),
);
/** One run of syllables is one word, as it stands. */
const HANGUL_ONLY = /^[가-힣]+$/;

/** The same words make up many terms, and every question has a part of the glossary read again: each piece is read once. */
const pieces = new LRUCache<string, readonly Word[]>({ max: 50_000 });

function wordsOfPiece(piece: string): readonly Word[] {
  let found = pieces.get(piece);
  if (!found) {
    found = words(piece);
    pieces.set(piece, found);
  }
  return found;
}

/** Finds concepts in texts. Cost is linear in the text and does not depend on the size of the glossary. */
export class GlossaryMatcher {
  readonly size: number;
  /** Single-word terms by base form. */
  readonly #single = new Map<string, { concept: number; term: string }[]>();
  /** Single-word stems. */
  readonly #stems = new Map<string, { concept: number; term: string }[]>();
  /** Multi-word terms by their first word: exact and stem. */
  readonly #phrases = new Map<string, Followers>();
  readonly #stemPhrases = new Map<string, Followers>();
  /** Letters of the longest word of a term: longer pieces of a text's words are not looked up. */
  #longest: number;

  /** @param longest default that of `concepts`; a part of a glossary finds what the whole does by taking over the whole's. */
  constructor(concepts: readonly Concept[], longest = 2) {
    this.#longest = longest;
    this.size = concepts.length;
    for (const [concept, { terms }] of concepts.entries()) for (const term of terms) this.#add(concept, term);
  }

  /** Letters of the longest word of a term. */
  get longest(): number {
    return this.#longest;
  }

  #add(concept: number, term: string): void {
    const parsed: TermWord[] = [];
    for (const piece of term.split(/\s+/)) {
      const stem = piece.endsWith('~');
      const inPiece = wordsOfPiece(stem ? piece.slice(0, -1) : piece);
      for (const [at, word] of inPiece.entries()) {
        const { surface, base, script } = word;
        parsed.push({ surface, script, form: stem ? surface : base, stem: stem && at === inPiece.length - 1 });
      }
    }
    const [first, second, ...rest] = parsed;
    if (!first) return;
    this.#longest = Math.max(this.#longest, first.form.length);
    // A single Hangul term is met as it stands: to strip `신뢰도` to `신뢰` would meet far too much.
    const alone = first.stem || first.script !== 'hangul' ? first.form : first.surface;
    if (!second) push(first.stem ? this.#stems : this.#single, alone, { concept, term });
    else {
      this.#longest = Math.max(this.#longest, second.form.length);
      const phrases = first.stem ? this.#stemPhrases : this.#phrases;
      let followers = phrases.get(first.form);
      if (!followers) {
        followers = { exact: new Map(), stems: new Map() };
        phrases.set(first.form, followers);
      }
      push(second.stem ? followers.stems : followers.exact, second.form, { concept, term, rest });
      if (term.includes('~')) return;
      // A Korean compound is written with and without spaces; a Latin one also with hyphens.
      const joined = term.replace(/\s+/g, '');
      const only = HANGUL_ONLY.test(joined) ? joined : onlyWord(joined);
      if (only !== undefined) push(this.#single, only, { concept, term });
    }
  }

  /**
   * Every concept met in `text`, in order of place; one concept may come several times, by several terms or places.
   *
   * @param wholeWords a term inside a word must leave syllables that can stand beside it. For questions, where a wrong concept finds wrong
   *   papers; one in a paper among hundreds of right ones changes little. Default false.
   */
  match(text: readonly Word[], wholeWords = false): ConceptMatch[] {
    const found: ConceptMatch[] = [];
    const add = (concept: number, term: string, positions: number[]): void => {
      found.push({ concept, term, positions });
    };
    for (const [at, word] of text.entries()) {
      for (const form of forms(word)) {
        for (const { concept, term } of this.#single.get(form) ?? []) add(concept, term, [at]);
        const followers = this.#phrases.get(form);
        if (followers) this.#follow(text, at, followers, add);
      }
      if (word.compound) {
        const covered = range(at, at + (word.parts ?? 1));
        for (const { concept, term } of this.#single.get(word.compound) ?? []) add(concept, term, covered);
      }
      if (word.script === 'hangul') this.#hangul(text, at, word, wholeWords, add);
    }
    return found;
  }

  #hangul(
    text: readonly Word[],
    at: number,
    word: Word,
    wholeWords: boolean,
    add: (concept: number, term: string, positions: number[]) => void,
  ): void {
    const { surface, base } = word;
    for (let length = 2; length <= Math.min(surface.length, this.#longest); length++) {
      const head = surface.slice(0, length);
      for (const { concept, term } of this.#stems.get(head) ?? []) add(concept, term, [at]);
      const followers = this.#stemPhrases.get(head);
      if (followers) this.#follow(text, at, followers, add);
    }
    for (let from = 0; from < base.length; from++) {
      for (let to = from + 2; to <= Math.min(base.length, from + this.#longest); to++) {
        const edge = (from === 0 || to === base.length) && base.length >= 4;
        if ((to - from < INSIDE_FROM && !edge) || (wholeWords && leavesPiece(base, from, to))) continue;
        for (const { concept, term } of this.#single.get(base.slice(from, to)) ?? []) add(concept, term, [at]);
      }
    }
  }

  /** Phrases whose first word stands at `at`. */
  #follow(
    text: readonly Word[],
    at: number,
    followers: Followers,
    add: (concept: number, term: string, positions: number[]) => void,
  ): void {
    for (let second = at + 1; second <= at + 1 + PHRASE_GAP && second < text.length; second++) {
      const word = text[second]!;
      for (const form of forms(word)) {
        for (const phrase of followers.exact.get(form) ?? []) complete(text, [at, second], phrase, add);
      }
      if (followers.stems.size === 0 || word.script !== 'hangul') continue;
      for (let length = 1; length <= Math.min(word.surface.length, this.#longest); length++) {
        const stem = word.surface.slice(0, length);
        for (const phrase of followers.stems.get(stem) ?? []) complete(text, [at, second], phrase, add);
      }
    }
  }
}

/** Whether one syllable is left before or after a part of a word that is no word to be put together with others. */
function leavesPiece(word: string, from: number, to: number): boolean {
  return (from === 1 && !PREFIXES.has(word[0]!)) || (to === word.length - 1 && !SUFFIXES.has(word[to]!));
}

/** Looks for the words of a phrase after its second. */
function complete(
  text: readonly Word[],
  positions: number[],
  { concept, term, rest }: Phrase,
  add: (concept: number, term: string, positions: number[]) => void,
): void {
  let next = positions.at(-1)! + 1;
  for (const want of rest) {
    const end = Math.min(text.length, next + 1 + PHRASE_GAP);
    while (next < end && !fits(text[next]!, want)) next++;
    if (next >= end) return;
    positions.push(next);
    next++;
  }
  add(concept, term, positions);
}

function onlyWord(text: string): string | undefined {
  const found = words(text);
  return found.length === 1 ? found[0]!.surface : undefined;
}

function forms(word: Word): string[] {
  return word.base === word.surface ? [word.base] : [word.base, word.surface];
}

function fits(word: Word, want: TermWord): boolean {
  return want.stem ? word.surface.startsWith(want.form) : word.base === want.form || word.surface === want.form;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
