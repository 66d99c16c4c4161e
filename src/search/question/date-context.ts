import type { Expression } from './expression.ts';
import { matchAt, READ, type Reading, sticky } from './reading.ts';
import { END_KO, PAPERS_EN, PAPERS_KO } from './vocabulary.ts';

/** How the words before an English date bound it. */
export type Bound = 'in' | 'since' | 'after' | 'before' | 'until' | 'from' | 'between';

/** What leads up to a date. */
export interface Lead {
  /** Where the words that belong to the date begin: its prepositions and `published`. */
  readonly start: number;
  readonly bound?: Bound;
}

const LEAD =
  /(?<![\p{L}\p{N}])(?:(?:(?:that|which) )?(?:(?:were|was|are|is|have been|has been|got|came) )?(?:published|released|posted|submitted|uploaded|listed|announced|added|featured|dated|appeared|appearing|out) )?(?:back )?(?:(?<bound>in|on|of|from|during|for|over|within|since|as of|starting(?: from| in| on)?|after|before|until|till|up to|up until|through|prior to|between|later than|earlier than)(?:: ?| (?:the )?))?$/iu;

const BOUNDS: Readonly<Record<string, Bound>> = {
  since: 'since',
  starting: 'since',
  'starting from': 'since',
  'starting in': 'since',
  'starting on': 'since',
  after: 'after',
  'later than': 'after',
  before: 'before',
  'prior to': 'before',
  'earlier than': 'before',
  until: 'until',
  'as of': 'until',
  till: 'until',
  'up to': 'until',
  'up until': 'until',
  through: 'until',
  from: 'from',
  between: 'between',
};

/** The prepositions before a date. */
export function leadOf(reading: Reading, at: number): Lead {
  const before = reading.before(at);
  const match = LEAD.exec(before);
  if (!match) return { start: at };
  const word = match.groups?.bound?.toLowerCase();
  return { start: at - (before.length - match.index), ...(word ? { bound: BOUNDS[word] ?? 'in' } : {}) };
}

/** Before a date that only roughly holds, or that says when the asker came across the paper. */
const UNSURE_BEFORE =
  /(?<!\p{L})(?:(?:around|about|circa|roughly|approximately|near|maybe|probably|perhaps|approx\.?)(?: (?:in|on|the))*|대충|대략|아마도?|한) $/iu;
const SEEN_BEFORE =
  /(?<!\p{L})(?:saw|seen|see|read|heard|mentioned|told|asked|discussed|talked|learned|remember|data|news|knowledge|cut-?off|snapshots?|crawl|dumps?|articles from the|elections?|born|held|happened|deadline|trained|collected|scraped)(?: [\p{L}]{1,12}){0,2} (?:in |on |of |from |until |till |up to |since |as of )?(?:the )?$/u;
const VENUE_BEFORE =
  /(?<!\p{L})(?:AIME|IMO|HMMT|USAMO|CVPR|ICCV|ECCV|WACV|NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|COLING|AAAI|IJCAI|KDD|SIGGRAPH|INTERSPEECH|ICASSP|WMT|SemEval|ICRA|IROS|CoRL|COLM|Crawl|ImageNet|수능|월드컵|올림픽|대선|총선|et al\.?,?)[ '’(]$/iu;
/** A venue whose letters are also a family name, and a date behind a model's name: `GPT-4 Turbo (Apr 2024)`. */
const VENUE_OR_VERSION_BEFORE =
  /(?<!\p{L})(?:CHI|RSS)[ '’]$|(?<![Pp]apers?|[Aa]rticles?|list)(?:\d|\p{Script=Latin}) ?\($/u;

const AUTHOR_BEFORE = /(?<!\p{L})(?:by|author|저자가?) (?:\p{Lu}[\p{L}.-]{0,20} ){1,2}$/u;

const FAMILY_NAME_BEFORE =
  /(?<!\p{L})(?!(?:Top|Best|Latest|The|Show|List|Give|All|Hot|Popular|Papers?) )\p{Lu}[\p{L}.-]{1,20} (?:\p{Lu}\. )?$/u;

/** After the date of something else than a listing: what the asker did, an event, a version, a cut-off. */
const CONTENT_AFTER =
  /^ ?(?:까지의 |기준 )?(?:본(?= |$)|봤|보던|보았|읽은|읽었|읽던|들은|들었|들어본|배운|배웠|말한|말했|얘기|물어|질문한|질문했|대선|총선|선거|올림픽|월드컵|노벨|수능|출시|출범|열린|열리|개최|일어난|발생|태어|기준|버전|판(?= |$)|컷오프|학습(?:된|한)|현재|시점|걸쳐|시작|(?:데이터|뉴스|기사|지식|이벤트|사건|경제|사회|시장|로그|위키|시험|질문)(?:까지|에서|로|을|를|만|가|이|에|의)(?!\p{L})|\d{1,2} ?(?:주|일|시간)(?: 동안|간))/u;
/** After a day of the asker's own; papers asked for on the same things are papers. */
const EVERYDAY_AFTER =
  /^ ?(?:주가|주식|환율|날씨|점심|저녁|아침|식사|메뉴|밥|회의|약속|일정|수업|회식|생일|휴가|과제|숙제|퇴근|출근)/u;
const UNSURE_AFTER =
  /^ ?(?:[^ ]{1,8} (?:즈음|무렵|쯤)|쯤|즈음|무렵|정도|언저리|경(?=에| |$)|인가|이었나|였나|던가|인지|이던가|였던가|ish(?!\p{L})|or so|-ish)/iu;
const EVENT_AFTER =
  /^(?:['’]s)? (?:of (?!all|20)|cut-?off|elections?|olympics|world cup|budget|edition|version|snapshot|dump|crawl|exam|meeting|lunch|dinner|attacks?|revolution|(?:data|news|knowledge|competition|problems?|weather)(?!(?: [^ ]{1,20}){0,3} papers?(?!\p{L})))/iu;
const PAPERS_ANYWHERE = new RegExp(`${PAPERS_KO}|${PAPERS_EN}`, 'iu');

/** Whether the asker is not sure of the date, so that no date of the question may restrict it. */
export function unsure(reading: Reading, start: number, end: number): boolean {
  return UNSURE_BEFORE.test(reading.before(start, 40)) || UNSURE_AFTER.test(reading.after(end, 16));
}

/** Whether a month is the name of an author: `by Jonathan May`. */
export function isFamilyName(reading: Reading, at: number): boolean {
  return (
    AUTHOR_BEFORE.test(reading.before(at)) && /^(?:jan|april|may|june|august)(?!\p{L})/iu.test(reading.after(at, 8))
  );
}

/** Whether a date belongs to the content: `March 2024 election`, `CVPR 2024`, `어제 본 논문`. */
export function isContent(reading: Reading, start: number, end: number): boolean {
  const [before, after] = [reading.before(start), reading.after(end, 32)];
  return (
    SEEN_BEFORE.test(before) ||
    VENUE_BEFORE.test(before) ||
    VENUE_OR_VERSION_BEFORE.test(before) ||
    CONTENT_AFTER.test(after) ||
    (EVERYDAY_AFTER.test(after) && !PAPERS_ANYWHERE.test(reading.after(end))) ||
    EVENT_AFTER.test(after)
  );
}

const LISTED =
  '(?: ?(?:새로 |처음 )?(?<verb>올라온|올라왔던|나온|나왔던|공개된|공개한|발표된|발표한|게시된|등록된|업로드된|등재된|소개된|실린|뜬|올린|공유된|출판된|제출된)(?![\\p{L}\\p{N}]|논문|페이퍼))?';
const PARTICLES =
  '(?:(?:(?<=일)(?:자|날)|(?<=\\d) ?자|(?<=[일주달월])치|짜|꺼|거)?(?:에서는|에서만|에는|에만|에도|에서|에|의|은|는|을|를|도|만|(?<=자)(?:으?로)|껀)?)(?: 한 ?달(?:간| ?동안| ?내내)?)?(?: ?(?:중에서|중에|중|동안|내내|사이에|사이))?';
const TAIL = sticky(`(?<particle>${PARTICLES})${END_KO}${LISTED}`);

/** What trails a date: its particles and `올라온`. */
export interface Tail {
  readonly end: number;
  readonly particle: string;
  readonly listed: boolean;
}

/** The end of a date with its particles; undefined when the word goes on (`오늘날`, `3월호`, `2024-01-22-v2`). */
export function tailOf(text: string, at: number): Tail | undefined {
  if (/^(?:[.\-/:_]\p{N}|[%°_]|[-_]\p{L})/u.test(text.slice(at, at + 2))) return undefined;
  const match = matchAt(TAIL, text, at);
  if (!match) return undefined;
  const { particle, verb } = match.groups!;
  return { end: at + match[0].length, particle: particle ?? '', listed: verb !== undefined };
}

const FUNCTION_AFTER = new RegExp(
  `^(?:['’]s)?(?:$|[^\\p{L}\\p{N} ]| ?${READ}| (?:${PAPERS_EN}|on|about|that|which|with|by|and|or|to|for|in|using|from|please|pls|only|most|top|sorted|until|through|when|where|onwards?|forwards?|so far)(?!\\p{L}))`,
  'iu',
);
const PAPERS_AFTER = new RegExp(`^(?:['’]s)? ?(?:${PAPERS_KO}|${PAPERS_EN}(?!\\p{L}))`, 'iu');
const PAPERS_NEAR = new RegExp(
  `^ (?:[^ ${READ}.?!]{1,20} ){0,3}(?:${PAPERS_EN}|top|best|list|${PAPERS_KO})(?!\\p{L})`,
  'iu',
);
/** `2023 music papers`: a year at the head, a few words, and nothing after the papers. */
const TOPIC_PAPERS = new RegExp(`^ (?:[\\p{Ll}-]{2,20} ){1,3}papers ?(?:$|[?.!,${READ}])`, 'u');
const LISTING_AFTER = new RegExp(`^ ?(?:${PAPERS_KO}|뭐|인기|최다|추천|top|제일|가장|꺼|거(?!\\p{L})|것)`, 'iu');
const STATE_OF_THE_ART_BEFORE =
  /(?<!\p{L})(?:used|available|existing|known|common|deployed|models?|llms?|systems?|methods?|state|even|world|as of)(?: of| in)? $/iu;

/** Whether what stands around a weak date makes it one. */
export function isDate(reading: Reading, at: number, expression: Expression, lead: Lead, tail: Tail): boolean {
  const { weak, end } = expression;
  if (!weak) return true;
  const text = reading.text;
  const after = reading.after(end);
  const alone = lead.start === 0 && !/[\p{L}\p{N}]/u.test(text.slice(tail.end, tail.end + 64));
  const listing = tail.listed || LISTING_AFTER.test(reading.after(tail.end));
  switch (weak) {
    case 'month':
      if (/^['’]s /u.test(after)) return PAPERS_NEAR.test(after.slice(2));
      if (lead.bound === undefined && FAMILY_NAME_BEFORE.test(reading.before(at, 32))) return false;
      return alone || listing || PAPERS_AFTER.test(after) || (lead.bound !== undefined && FUNCTION_AFTER.test(after));
    case 'year':
      if (lead.start === 0 && TOPIC_PAPERS.test(after)) return true;
      return alone || listing || PAPERS_AFTER.test(after) || (lead.bound !== undefined && FUNCTION_AFTER.test(after));
    case 'preposition':
      return alone || listing || PAPERS_AFTER.test(after) || (lead.bound !== undefined && FUNCTION_AFTER.test(after));
    case 'slash':
    case 'numeric':
      return (
        alone ||
        listing ||
        (lead.bound !== undefined && lead.bound !== 'in' && FUNCTION_AFTER.test(after)) ||
        (/(?<!\p{L})(?:on|in) $/iu.test(reading.before(at)) && FUNCTION_AFTER.test(after))
      );
    case 'listed':
      return listing;
    case 'today':
      if (/['’]s$/iu.test(text.slice(at, end))) return PAPERS_NEAR.test(after) || after.startsWith(` ${READ}`);
      return !(/^today/iu.test(text.slice(at, end)) && STATE_OF_THE_ART_BEFORE.test(reading.before(at)));
  }
}
