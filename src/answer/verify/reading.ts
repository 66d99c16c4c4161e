import { LRUCache } from 'lru-cache';
import { type Concept, GlossaryMatcher } from '../../search/glossary.ts';
import { isStopWord } from '../../search/stop-words.ts';
import { type Word, words } from '../../text.ts';
import { clauses, sentences } from './clauses.ts';
import { comparedWith } from './comparison.ts';
import { plainForms, stemForms } from './inflection.ts';
import { type Denial, denials } from './negation.ts';

/** One word of a text as the verifier sees it. */
export interface Token {
  readonly word: Word;
  /** What it can be recognised by: its forms and the concepts it belongs to (`§12`). */
  readonly keys: ReadonlySet<string>;
  /** 0 for words that only hold a sentence together, less than 1 for words that could stand in any summary. */
  readonly weight: number;
  /** A term of the field rather than an everyday word: a passage that supports the sentence is bound to have it. */
  readonly term: boolean;
  /** What sort of everyday word it is, by the list of `data/prose` that has it; absent for terms and words of no list. */
  readonly sort?: Sort;
  /** Belongs to what something is compared with, not to what is said of it. */
  readonly yardstick: boolean;
  /** How a `not`, `without`, `않`, `없이` … of its clause denies it. */
  readonly denial?: Denial;
}

/** Sorts of everyday words. */
export type Sort = 'noun' | 'verb' | 'quality';

/** One clause: the smallest piece in which things are said of each other. */
export interface Clause {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** One sentence with its clauses. */
export interface Sentence {
  readonly text: string;
  readonly clauses: readonly Clause[];
}

/** Particles that stand alone after a Latin name (`Medusa는`), copulas and light verbs: they hold a sentence together. */
const GLUE = new Set(
  (
    '두 세 네 다섯 여섯 일곱 여덟 아홉 열 한두 두세 서너 몇 개입니다 개로 개의 개를 개가 가지 가지로 가지의 건의 건을 명의 명을 명이 명가량 명가량이 장의 장을 종의 규모의 분량의 분량으로 정도 정도로 가량 만에 만으로 걸쳐 걸친 가운데 나면 뒤 뒤에 후 후에 전에 동안 따라 따른 따르면 의해 의한 관해 관한 있도록 없이도 그리고 그러나 하지만 반면 반면에 한편 이때 이어 먼저 이후 여기서는 여기서 이런 저런 어떤 별 나머지 데다 데에 채 편 셈입니다 ' +
    '냈습니다 냅니다 내며 내고 낸 얻습니다 얻었습니다 얻고 얻은 쓴 쓰고 쓰며 씁니다 썼습니다 쓰였습니다 쓰입니다 거칩니다 거쳐 이루어졌습니다 이루어집니다 이루어져 이뤄집니다 이루어진 불과합니다 불과했습니다 불과한 그칩니다 그쳤습니다 그친 그쳐 나타났습니다 나타냈습니다 나옵니다 나왔습니다 나온 가집니다 갖습니다 갖춥니다 하되 하더라도 해도 되어 되며 되고 되도록 됨 함 합니다만 않아도 ' +
    'two three four five six seven eight nine ten twelve twenty hundred dozen first second third among across against within between through during upon beyond toward towards until till under per versus unlike despite although though otherwise however therefore hence instead rather yet still already ever never always nearly almost about around roughly approximately some any other others another same own whether if else what how why too enough further once again mb gb tb becomes became become comes came goes went gave giving given meant made threefold fourfold fivefold tenfold tenth hundredth thousandth quarter apiece dozens hundreds thousands millions ' +
    '약 비해 때문에 때문 덕분에 덕분 인해 가진 가지며 갖춘 만한 만큼 뿐 아니라 않고 않은 않는 않습니다 않았습니다 않으며 때와 때는 때도 중에 중 위해 통해 대해 위한 통한 대한 각각 각 매우 더욱 모두 다른 보입니다 보였습니다 보여 있음을 하나 개뿐입니다 여 ' +
    '은 는 이 가 을 를 에 로 와 과 의 도 만 나 랑 에서 으로 까지 부터 보다 처럼 이며 이고 이나 에도 에는 에서는 에서도 으로는 로는 로도 이라는 라는 라고 이라고 ' +
    '합니다 했습니다 하며 하고 하는 하여 해서 한 할 됩니다 됐습니다 되었습니다 되는 된 입니다 이었습니다 였습니다 이다 있습니다 있는 있고 있으며 있었습니다 ' +
    '줍니다 주는 준다 주며 주고 냅니다 둡니다 두고 두는 갑니다 가며 옵니다 나옵니다 것입니다 것이 것을 것은 것으로 수 때 데 바 점 점에서 등 및 또 더 그 이를 이는 이런 이렇게 그래서 여기 여기에 ' +
    's t it its itself they their them this that these those which who be been being is are was were has have had do does did can could may might will would ' +
    'a an the of to in on at by for with from as into onto over per and or but so such than then thus also both well very more most much many each its via another after before whenever when where while whereas one up down there here only even just i we you our your not no without does because due thanks once so if non'
  ).split(' '),
);

/** Words that could stand in any summary: they say little about whether this passage supports this sentence. */
const ANYWHERE = new Set(
  (
    '논문 연구 방법 방식 기법 모델 제안 제시 소개 결과 성능 사용 이용 활용 적용 통해 위해 대해 가능 함께 다양 여러 기존 새로운 특히 또한 매우 더욱 모두 ' +
    'paper study work method approach techniqu technique model propose propos present introduc introduce show us use using base based result results perform performance ' +
    'make makes mak allow allows let provide provid include includ including achiev achieve obtain get take tak whole new novel various several different existing author authors reach add bring com come enough'
  ).split(' '),
);
const ANYWHERE_WEIGHT = 0.4;
/** Counters after a number: the number's unit is checked with the number. */
const COUNTERS = new Set(
  '개 장 명 배 번 가지 회 초 분 시간 퍼센트 프레임 차례 편 종 단계 배가 장의 개의 명이 명의 회의 배로 개로 장을 명에게 x fps s ms frame frames images thousand million billion trillion percent times'.split(
    ' ',
  ),
);

/** What may follow a number within a Korean one, with a counter: `억`, `만분의`, `억 개`. */
const SCALES = /^(?:[십백천만억조]+(?:분의)?|분의|여|개[가-힣]{0,2}|[십백천만억조]+\s?개?[가-힣]?)$/;

/** Texts that are kept as they were read. */
const TEXTS = 2_000;

/** Files of the glossary that hold everyday words. */
const EVERYDAY = /(?:^|\/)everyday-/;

/** Reads text the way the verifier compares it: sentences, clauses, words with the concepts they belong to. */
export class Reader {
  readonly #field: GlossaryMatcher;
  readonly #fieldConcepts: readonly Concept[];
  readonly #prose: GlossaryMatcher;
  readonly #sorts: readonly Sort[];
  readonly #known = new LRUCache<string, readonly Sentence[]>({ max: TEXTS });

  /**
   * @param field the glossary of the field that the search uses, too.
   * @param prose the everyday words of summaries (`data/prose`).
   */
  constructor(field: readonly Concept[], prose: readonly Concept[]) {
    this.#field = new GlossaryMatcher(field);
    this.#fieldConcepts = field;
    this.#prose = new GlossaryMatcher(
      prose.map((concept) => ({
        ...concept,
        terms: concept.terms.flatMap((term) => (/^[가-힣]~$/.test(term) ? stemForms(term[0]!) : [term])),
      })),
    );
    this.#sorts = prose.map(({ file }) => (/verbs/.test(file) ? 'verb' : /qualities/.test(file) ? 'quality' : 'noun'));
  }

  /** One text is read by many rules, and a passage by every sentence that cites it. */
  read(text: string): readonly Sentence[] {
    let known = this.#known.get(text);
    if (!known) {
      known = this.#read(text);
      this.#known.set(text, known);
    }
    return known;
  }

  #read(text: string): Sentence[] {
    return sentences(text.replace(/(\d)차원/gu, '$1D')).map((sentence) => ({
      text: sentence,
      clauses: clauses(sentence).map((clause) => this.#clause(clause)),
    }));
  }

  /**
   * Keys of the concepts that an acronym stands for, written with the same capitals: `LLM` for large language models. A
   * concept that merely lists it among others of its sort is none: MRI is no other name of X-rays.
   */
  conceptsOfAcronym(name: string): string[] {
    return this.#field
      .match(words(name))
      .filter(({ term, concept }) => {
        const { terms } = this.#fieldConcepts[concept]!;
        return term.includes(name) && (terms[0] === name || terms.some((one) => initials(one) === name.toLowerCase()));
      })
      .map(({ concept }) => `§${concept}`);
  }

  #clause(text: string): Clause {
    const found = words(text);
    const keys = found.map((word, at) => keysOf(word, at, found));
    const terms = new Set<number>();
    const sorts = new Map<number, Sort>();
    for (const { concept, positions } of this.#field.match(found)) {
      for (const at of positions) {
        keys[at]!.add(`§${concept}`);
        if (!EVERYDAY.test(this.#fieldConcepts[concept]!.file)) terms.add(at);
      }
    }
    for (const form of [found, ...plainForms(found)]) {
      for (const { concept, positions } of this.#prose.match(form)) {
        for (const at of positions) {
          keys[at]!.add(`¶${concept}`);
          const sort = this.#sorts[concept]!;
          if (sort !== 'noun' || !sorts.has(at)) sorts.set(at, sort);
        }
      }
    }
    const denied = denials(text, found);
    const yardstick = comparedWith(found);
    const tokens = found.map((word, at): Token => {
      const denial = denied.get(at);
      const sort = terms.has(at) ? undefined : sorts.get(at);
      return {
        word,
        keys: keys[at]!,
        weight: weightOf(word, found[at - 1]),
        term: terms.has(at),
        yardstick: yardstick.has(at),
        ...(sort && { sort }),
        ...(denial && { denial }),
      };
    });
    return { text, tokens };
  }
}

/** The first letters of the words of a term: `large language models` is `llm`. */
export function initials(term: string): string {
  return term
    .toLowerCase()
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .join('');
}

function keysOf(word: Word, at: number, found: readonly Word[]): Set<string> {
  const keys = new Set([word.base]);
  if (word.surface !== word.base && word.script === 'hangul') keys.add(word.surface);
  if (word.compound) keys.add(word.compound);
  // The later parts of a compound are found through the compound, too.
  for (let first = at - 1; first >= Math.max(0, at - 4); first--) {
    const head = found[first]!;
    if (head.compound && first + (head.parts ?? 1) > at) keys.add(head.compound);
  }
  return keys;
}

function weightOf(word: Word, before: Word | undefined): number {
  // Numbers are checked by themselves, with their scales and units: `125M`, `2.05x`, `48GB`.
  if (word.script === 'number' || /^\d[\d.]*(?:[kmbtxsw]|ms|[kmgt]b|fps)$/.test(word.surface)) return 0;
  if (SCALES.test(word.surface) && /^(?:[\d.]+|[십백천만억조]+)$/.test(before?.surface ?? '')) return 0;
  if (GLUE.has(word.surface) || GLUE.has(word.base)) return 0;
  if (COUNTERS.has(word.surface) && (before?.script === 'number' || /^\d/.test(before?.surface ?? ''))) return 0;
  if (ANYWHERE.has(word.base) || ANYWHERE.has(word.surface)) return ANYWHERE_WEIGHT;
  if (isStopWord(word.surface, word.base)) return 0;
  // A Latin word of two letters in a sentence is as often an ending as a name; names are checked by themselves.
  return word.base.length === 1 || (word.script === 'latin' && word.base.length === 2) ? 0.5 : 1;
}
