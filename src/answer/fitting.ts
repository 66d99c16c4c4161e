import type { Passage } from '../paper.ts';
import type { Evidence } from '../search/query.ts';
import { asksCode, asksFigure, holdsFigure, saysCode } from './unsaid.ts';

/** What a bullet tells of its paper: where it stands, what it offers, how that works, what came of it, where to look. */
export type Part = 'setting' | 'offer' | 'method' | 'outcome' | 'pointer';

/** What a question wants to hear. */
type Wanted = Exclude<Part, 'pointer'>;

/**
 * What is added to how much a bullet shares with a question (0 to about 1.5). Small beside it: what was asked for decides,
 * and only where several bullets speak of it, what kind of bullet an answer is made of.
 */
const WORTH: Readonly<Record<Wanted, Readonly<Record<Exclude<Part, 'pointer'>, number>>>> = {
  offer: { offer: 0.15, method: 0, outcome: -0.05, setting: -0.1 },
  method: { offer: 0.05, method: 0.1, outcome: -0.05, setting: -0.1 },
  outcome: { offer: 0, method: -0.05, outcome: 0.15, setting: -0.1 },
  setting: { offer: 0, method: -0.05, outcome: -0.05, setting: 0.15 },
};
/** An address or an announcement of what follows says nothing by itself. */
const POINTER = -0.6;
/** A figure, or whether there is code, was asked for, and the bullet gives one or speaks of the other. */
const FIGURE = 0.15;
const CODE = 0.6;

const LABELS: readonly (readonly [RegExp, Part])[] = [
  [/new|contribution|overview|summary|제안|기여|개요|핵심/iu, 'offer'],
  [/background|motivation|problem|배경|동기|문제/iu, 'setting'],
  [/performance|result|experiment|evaluation|highlight|성능|결과|실험|평가/iu, 'outcome'],
  [/technical|method|detail|approach|기술|방법/iu, 'method'],
];
const ADDRESS = /https?:\/\/\S+|\S+\.(?:github\.io|com|org)\S*/giu;
/** Letters that a bullet has beside an address where that is all it is for. */
const FEW_LETTERS = 60;
const ANNOUNCES = /(?:다음과\s같|아래와\s같|the following|as follows)[^.\n]*[:.]?\s*$|:\s*$/iu;
const OUTCOME =
  /^(?:다양한\s|광범위한\s)?(?:실험|평가|테스트|시험|벤치마크|결과|extensive experiments|experiments|results)|(?:실험|평가|연구)\s?결과|(?:성능|성과|정확도|점수|기록|속도)\S*\s(?:\S+\s){0,3}(?:달성|기록|보였|보여|보입|능가|향상|앞섰|냈|높|낮)|능가(?:하|합|했)|앞(?:섰|질렀)|뛰어났|배\s?(?:가량\s|넘게\s|더\s)?빠?[르빨]|outperform|state-of-the-art|\bachiev/iu;
const OFFER =
  /(?:제안|소개|제시|도입|개발|고안|발표|공개|구축|설계)(?:합니다|한다|했|하였|하며|하고|하여|되었)|선보(?:입|인|였)|목표로\s(?:합|한)|(?:방법|모델|프레임워크|시스템|연구|논문|도구|엔진|데이터셋|벤치마크|접근법|작업|알고리즘|트랜스포머|보고서)(?:입니다|이다)|(?:논문|연구|보고서)(?:에서)?[은는]|\b(?:we|this (?:paper|work|study|report))\s(?:\w+\s)?(?:propose|introduce|present|develop|release|study|investigate|explore)/iu;
const SETTING =
  /^(?:최근|기존|현재|지금까지|그동안|오늘날|recent|existing|current)|(?:문제|한계|어려움|과제|단점)(?:가|이|를|을|는|은|점)?\S*\s(?:있|가지|겪|직면|제기|남아)|어렵습니다|부족합니다|(?:느립|비쌉)니다|않았(?:습니다|다)\.?$|지만,?\s.{0,60}(?:않|못|어렵|발생|의존|부족|한계|제한)/iu;

const WANTS: readonly (readonly [RegExp, Wanted])[] = [
  [
    /단점|한계|문제점|무슨\s문제|어떤\s문제|왜\s(?:필요|안)|\b(?:limitations?|drawbacks?|what problem|not enough)\b/iu,
    'setting',
  ],
  [
    /성능|결과|실험|평가|시험했|시험해|테스트|점수|정확도|속도|빨라|어때|어땠|잘\s?(?:돼|되나|하나)|기록|오차|\b(?:how (?:fast|well|good)|performs?|performance|results?|scores?|records?|tested|evaluated?|real robots)\b/iu,
    'outcome',
  ],
  [/어떻게|원리|어떤\s식|\bhow (?:does|do|did|is|are|can)\b/iu, 'method'],
];

/** The bullets of one paper that answer a question best, best first. */
export function fittingBest(question: string, evidence: readonly Evidence[]): readonly Evidence[] {
  const figure = asksFigure(question);
  const wanted = figure ? 'outcome' : (WANTS.find(([words]) => words.test(question))?.[1] ?? 'offer');
  const code = asksCode(question);
  const worth = ({ passage, score }: Evidence): number => {
    if (code && saysCode(passage.text)) return score + CODE;
    const part = partOf(passage);
    const told = figure && holdsFigure(passage.text) ? FIGURE : 0;
    return score + told + (part === 'pointer' ? POINTER : WORTH[wanted][part]);
  };
  return evidence
    .map((one) => ({ one, worth: worth(one) }))
    .sort((a, b) => b.worth - a.worth || a.one.passage.ordinal - b.one.passage.ordinal)
    .map(({ one }) => one);
}

/** What a bullet tells of its paper, by its label or else by its words. */
export function partOf({ label, text }: Pick<Passage, 'label' | 'text'>): Part {
  const bare = text.replace(ADDRESS, '');
  if (bare.length < text.length && (bare.match(/\p{L}/gu)?.length ?? 0) < FEW_LETTERS) return 'pointer';
  if (ANNOUNCES.test(text)) return 'pointer';
  const labelled = label === undefined ? undefined : LABELS.find(([words]) => words.test(label));
  if (labelled) return labelled[1];
  if (OUTCOME.test(text)) return 'outcome';
  if (OFFER.test(text)) return 'offer';
  return SETTING.test(text) ? 'setting' : 'method';
}
