import { compares, surpassesOwn } from './comparison.ts';
import { tokensOf, WordBag } from './overlap.ts';
import { isPole, opposed, type Stance, stanceOf } from './poles.ts';
import { quantities } from './quantities.ts';
import type { Clause, Sentence } from './reading.ts';
import { anchorsOf, takesCounterpart } from './siblings.ts';
import { stated } from './stated.ts';
import { unhedged } from './strength.ts';

/** Words that say no without a `not`. */
const UNLIKE =
  /다른|다르|어긋|없애|없앤|막[아는으]|피하|피해|부족|틀리|틀린|잘못|덜 |대신|처음 보|어렵|어려|힘들|얼[려린]|고정/u;

/** A denial of anything much, and what a source says of so little: `별 손해가 없습니다` for `little harm`. */
const HARDLY =
  /거의|별로?\s|그다지|(?:큰|뚜렷한|눈에 띄는|별다른) |크게 |\b(?:hardly|barely|scarcely|little|no (?:clear|notable|significant|real|major))\b/iu;
const LITTLE =
  /거의|미미|조금|약간|그대로|뿐|별로?\s|평탄|\b(?:negligibl[ey]|little|slight(?:ly)?|hardly|barely|scarcely|minimal|minor|only|flat|nearly|almost)\b/iu;

/** A clause of the source, with the words of it ready to be looked up. */
interface Place {
  readonly clause: Clause;
  readonly sentence: Sentence;
  readonly bag: WordBag;
}

/** How a clause may say the opposite of its source. */
export type Contradiction =
  /** It makes the paper's own method the one that is surpassed. */
  | 'surpassed'
  /** It says as a fact what is only hoped for. */
  | 'unhedged'
  /** It denies what the source affirms, or the other way round. */
  | 'denial'
  /** It says of the method what holds of the yardstick. */
  | 'yardstick'
  /** It stands on the other pole: faster, slower. */
  | 'pole'
  /** It names the counterpart of what the source names. */
  | 'counterpart'
  /** It says of one thing what holds of its counterpart. */
  | 'mixed up';

/**
 * The ways in which some clause of a claim says the opposite of the source, clause by clause against the clause of the
 * source that shares most with it.
 *
 * @param titles of the cited papers.
 */
export function contradictions(
  claim: readonly Sentence[],
  source: readonly Sentence[],
  titles: readonly string[],
): Set<Contradiction> {
  const found = new Set<Contradiction>();
  const text = source.map((one) => one.text).join('\n');
  const said = claim.map((one) => one.text).join(' ');
  if (titles.some((title) => surpassesOwn(said, title, text))) found.add('surpassed');
  const places = source.flatMap((sentence) =>
    sentence.clauses.map((clause): Place => ({ clause, sentence, bag: new WordBag(clause.tokens) })),
  );
  const everything = new WordBag(tokensOf(source));
  const clauses = places.map((place) => place.clause);
  for (const clause of claim.flatMap((one) => one.clauses)) {
    const nearest = nearestPlace(clause, places);
    if (!nearest) continue;
    if (unhedged(said, nearest.clause.text)) found.add('unhedged');
    if (denies(clause, everything, nearest)) found.add('denial');
    if (takesYardstick(clause, everything)) found.add('yardstick');
    if (onOtherSide(clause, [[nearest.clause], nearest.sentence.clauses, clauses])) {
      found.add('pole');
    }
    if (takesCounterpart(clause.text, text)) found.add('counterpart');
    if (mixesUp(clause, places, text)) found.add('mixed up');
  }
  return found;
}

/** The clause of the source that shares most with a clause of the claim, poles aside: they say what is claimed, not of what. */
function nearestPlace(clause: Clause, places: readonly Place[]): Place | undefined {
  const subject = { ...clause, tokens: clause.tokens.filter(({ word }) => !isPole(word.surface)) };
  let best: Place | undefined;
  let most = 0;
  for (const place of places) {
    const shared = sharedWeight(subject, place.bag);
    if (shared > most) [best, most] = [place, shared];
  }
  return best;
}

function sharedWeight({ tokens }: Clause, bag: WordBag): number {
  return tokens.reduce((sum, token) => sum + (token.weight > 0 && bag.has(token) ? token.weight : 0), 0);
}

/** How many numbers two clauses share. */
function sharedNumbers(clause: string, place: string): number {
  const theirs = quantities(place);
  return quantities(clause).filter((one) => stated(one, theirs)).length;
}

/** Whether what a clause denies is only ever affirmed by the source, or the other way round. */
function denies(clause: Clause, source: WordBag, nearest: Place): boolean {
  // A pole that is denied is judged by the side the clause then stands on.
  if (clause.tokens.some(({ denial, word }) => denial === 'head' && isPole(word.surface))) return false;
  const met = clause.tokens
    .filter(({ weight, denial, word }) => weight >= 1 && denial !== 'less' && !isPole(word.surface))
    .map((token) => ({ token, found: source.meaning(token) }))
    .filter(({ found }) => found.length > 0);
  const mine = met.filter(({ token }) => token.denial);
  if (mine.length > 0) {
    if (HARDLY.test(clause.text) && LITTLE.test(nearest.sentence.text)) return false;
    // `do not match the prompt` may stand for `주문과 다른`: where the denied word itself is not met, a word of that sort excuses it.
    const unlike =
      UNLIKE.test(nearest.sentence.text) || nearest.clause.tokens.some(({ denial }) => denial && denial !== 'less');
    const excused = !mine.some(({ token }) => token.denial === 'head') && unlike;
    return !excused && mine.every(({ found }) => found.every(({ denial }) => !denial));
  }
  if (clause.tokens.some(({ denial }) => denial)) return false;
  const here = clause.tokens.filter(({ weight }) => weight >= 1).map((token) => nearest.bag.meaning(token));
  const shared = here.filter((found) => found.length > 0);
  if (shared.length > 1 && shared.some((found) => found.every(({ denial }) => denial === 'head'))) return true;
  const theirs = met.filter(({ found }) => found.every(({ denial }) => denial && denial !== 'less'));
  if (theirs.some(({ found }) => found.every(({ denial }) => denial === 'head'))) return true;
  return theirs.length > 0 && theirs.length >= met.length * 0.5;
}

/** Whether a clause says of the method what the source says of that with which it is compared. */
function takesYardstick(clause: Clause, source: WordBag): boolean {
  if (compares(clause.text)) return false;
  const met = clause.tokens.filter(({ weight }) => weight >= 1).map((token) => source.meaning(token));
  return met.filter((found) => found.length > 0 && found.every(({ yardstick }) => yardstick)).length >= 2;
}

/** Whether a clause stands on one pole where the nearest place that takes a side at all stands on the other alone. */
function onOtherSide(clause: Clause, places: readonly (readonly Clause[])[]): boolean {
  const theirs = places.map((clauses) => stanceOfAll(clauses));
  const affirmed = stanceOf(textWithout(clause), new Set());
  return [...stanceOfAll([clause])].some(([name, poles]) => {
    // That something does not drop says little about what drops elsewhere.
    const place = (affirmed.has(name) ? theirs : theirs.slice(0, 1)).find((stance) => stance.has(name));
    return place !== undefined && opposed(new Map([[name, poles]]), place).length > 0;
  });
}

/** The words of a clause that it does not deny. */
function textWithout({ tokens }: Clause): string {
  return tokens
    .filter(({ denial }) => !denial || denial === 'less')
    .map(({ word }) => word.surface)
    .join(' ');
}

/** Where clauses of a source stand, which every clause of a claim asks. */
const stances = new WeakMap<readonly Clause[], Stance>();

function stanceOfAll(clauses: readonly Clause[]): Stance {
  let known = stances.get(clauses);
  if (!known) {
    known = readStance(clauses);
    stances.set(clauses, known);
  }
  return known;
}

function readStance(clauses: readonly Clause[]): Stance {
  const denied = clauses.flatMap(({ tokens }) => tokens).filter(({ denial }) => denial && denial !== 'less');
  return stanceOf(clauses.map(({ text }) => text).join('. '), new Set(denied.map(({ word }) => word.surface)));
}

/** So much more of a clause must be said of the counterpart. */
const MIXED_UP = 1.35;

/** Whether a clause says of one thing what the source says of its counterpart. */
function mixesUp(clause: Clause, places: readonly Place[], text: string): boolean {
  return anchorsOf(clause.text, text).some(({ is, other }) => {
    const score = (wanted: (text: string) => boolean): number =>
      Math.max(
        0,
        ...places
          .filter((place) => wanted(place.clause.text))
          .map((place) => sharedWeight(clause, place.bag) + sharedNumbers(clause.text, place.clause.text)),
      );
    return score((place) => other(place) && !is(place)) > MIXED_UP * score(is);
  });
}
