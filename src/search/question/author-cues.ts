import { READ, type Reading, sticky } from './reading.ts';
import { END_KO, PAPERS_EN, PAPERS_KO } from './vocabulary.ts';

/** How firmly the words around a name say that papers by that person are wanted. */
export interface Cue {
  /** Where the phrase begins and ends: the name with `by`, `저자가`, `가 쓴`. */
  readonly start: number;
  readonly end: number;
  /**
   * `explicit`: holds even for a name that no paper has (`papers by …`, `저자가 …인`, `…가 쓴`); `clear`: holds for
   * an author however written (`song han papers`); `loose`: holds for an author written with capitals.
   */
  readonly strength: 'explicit' | 'clear' | 'loose';
}

const GAP = `[${READ} ]{0,80}`;
const BY =
  /(?<!\p{L})(?:(?<labelled>(?:co-?)?(?:written|authored) by|(?:(?:first|last|senior|lead|corresponding|co)[- ]?)?authors?(?: (?:is|are|includes?|including|named|called))?:?|(?:(?:제? ?1|공동|주|교신) ?)?저자(?:가|는|이|로|명|명이|이름|이름이)?(?: ?[:=])?) ?|(?<by>(?:published |posted |released )?by) |from )(?:prof(?:essor)?\.? |dr\.? )?["“'‘]?$/iu;
const PAPERS_BEFORE = new RegExp(
  `(?:^|(?<!\\p{L})(?:${PAPERS_EN}|works?|ones?|stuff|anything|something|everything|those|what|논문|페이퍼)|[${READ},])${GAP}$`,
  'iu',
);
const NOT_AUTHORSHIP =
  /(?<!\p{L})(?:inspired|influenced|cited|criticized|criticised|mentioned|named|generated|followed|evaluated|annotated|labell?ed|judged|surpassed|outperformed|caused|driven|powered|images?|pictures?|photos?|quotes?|apart|away|different|derived|distill?ed) $/iu;

const TOPIC = `(?:(?!(?:of|in|from|with|that|for|to|and|on|by|vs|or) )[^ ${READ}.?!,]{1,20} ){0,3}`;
const ADJECTIVE = '(?:(?:most recent|newest|latest|recent|new|first|own|other|past|previous|last|all) )?';
const TITLE = '(?: ?(?:교수님?|박사님?|연구팀|연구실|랩|팀|선생님|님|씨))?';
const WROTE =
  '(?:저자인|(?:공동 ?|공|제 ?1 ?|주)?저자로 (?:있는|참여한|들어간|올라간|된)|쓴|쓰신|저술한|집필한|공저한|작성한)';
const ISSUED = '(?:낸|발표한|공개한|참여한|올린|쓴)';

const NAMED = '이름(?:이|으로|도)? ?(?:들어간|들어가는|들어있는|있는|포함된|올라간|올린|된|낀)';
const AFTER_EXPLICIT = sticky(
  `${TITLE}(?:이|가|께서|이랑|랑|하고|와|과)? ?(?:(?:같이|함께|공동으로) )?${GAP}${WROTE}${END_KO}|${TITLE}(?:의)? ?${NAMED}${END_KO}|(?: ?(?:이|가))? 저자(?:인|로)${END_KO}| ?(?:교수님?|박사님?)(?:의|이|가)?(?= ?${PAPERS_KO})`,
);
const AFTER_CLEAR = [
  sticky(`(?:['’]s)?(?= ?${GAP}${ADJECTIVE}${PAPERS_EN}(?!\\p{L}))`),
  sticky(`['’]s(?= ${GAP}${ADJECTIVE}(?:works?|stuff)(?!\\p{L}))`),
  sticky(` as (?:an? |the |first |last |senior |lead |corresponding )*(?:co-?)?authors?(?!\\p{L})`),
  sticky(`${TITLE}(?:의|이|가|께서|네|에서(?: 나온| 낸| 발표한)?)?(?= ?${GAP}(?:${PAPERS_KO}|저자))`),
];
const AFTER_LOOSE = [
  sticky(`(?:['’]s)?(?= ${TOPIC}${PAPERS_EN}(?!\\p{L}))`),
  sticky(
    `(?= (?:(?:and|or) )?(?:publish\\p{L}*|(?:co-?)?(?:wrote|writes?|written)|co-?author\\p{L}*|work(?:ed|s) on|releas\\p{L}*|posted)(?!\\p{L}))`,
  ),
  sticky(`${TITLE}(?:이|가|께서)? ?${GAP}${ISSUED}${END_KO}`),
  sticky(`${TITLE}(?:이|가|께서)(?= ?${GAP}뭐 ?(?:냈|썼|발표|올렸))`),
  sticky(`${TITLE}(?:의)?(?= ?(?:거|것|꺼)(?:만|들|는|은|도)?(?:$|[^\\p{L}]))`),
  sticky(`${TITLE}(?:의)?(?= (?:[^ ${READ}.?!,]{1,12} ){0,3}${PAPERS_KO})`),
];
const ET_AL = sticky(',? et\\.? al(?:\\.|(?!\\p{L}))');
const COPULA = sticky(
  `${TITLE}(?:이신|인|(?:이|가|로|으로) ?(?:있는|들어간|포함된|참여한|된))?(?: ?저자(?:의|인)?)?${END_KO}`,
);

/** What speaks for reading the name that stands from `start` to `end` as an author; undefined when nothing does. */
export function cueOf(reading: Reading, start: number, end: number): Cue | undefined {
  const { text } = reading;
  const past = endOf(ET_AL, text, end) ?? end;
  const leading = leadingCue(reading, start);
  if (leading) return { ...leading, end: endOf(COPULA, text, past) ?? past };
  const explicit = endOf(AFTER_EXPLICIT, text, past);
  if (explicit !== undefined) return { start, end: explicit, strength: 'explicit' };
  for (const [patterns, strength] of [
    [AFTER_CLEAR, 'clear'],
    [AFTER_LOOSE, 'loose'],
  ] as const) {
    for (const pattern of patterns) {
      const cueEnd = endOf(pattern, text, past);
      if (cueEnd !== undefined) return { start, end: cueEnd, strength };
    }
  }
  if (/(?<!\p{L})(?:has|have|had|did|does) $/iu.test(reading.before(start, 8)))
    return { start, end: past, strength: 'loose' };
  // A name is the whole question.
  const alone = text.length < 200 && !/[\p{L}\p{N}]/u.test(text.slice(0, start) + text.slice(past));
  return !alone ? undefined : { start, end: past, strength: 'loose' };
}

function leadingCue(reading: Reading, at: number): Pick<Cue, 'start' | 'strength'> | undefined {
  const before = reading.before(at, 48);
  const match = BY.exec(before);
  if (!match) return undefined;
  const start = at - (before.length - match.index);
  const lead = reading.before(start, 100);
  if (NOT_AUTHORSHIP.test(lead)) return undefined;
  const { labelled, by } = match.groups!;
  return { start, strength: labelled || (by && PAPERS_BEFORE.test(lead)) ? 'explicit' : 'clear' };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? at + match[0].length : undefined;
}
