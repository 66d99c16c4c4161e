import type { Quantity } from './quantities.ts';
import { conversion, RATES, type Unit } from './units.ts';

/**
 * Whether a number of a claim stands in the sources: the same value, measured in the same unit, however it is said
 * (`4분의 3` for 75%). A rate may be said once for several numbers (`초당 평균 13.20개, 많을 때는 29.08개`), so a bare number
 * passes where the rate itself is named.
 */
export function stated(claimed: Quantity, sources: readonly Quantity[]): boolean {
  const rates = new Set(sources.map(({ unit }) => unit).filter((unit) => RATES.has(unit)));
  return sources.some((source) => {
    if (!sameValue(claimed, source)) return within(claimed, source);
    const [mine, theirs] = [claimed.unit, source.unit];
    if (mine === theirs || asShares(mine, theirs) || conversion(mine, theirs) !== undefined) return true;
    // The difference of two percentages is said in points, in percent, or bare.
    if (mine === 'point' || theirs === 'point') {
      return [mine, theirs].every((unit) => !unit || unit === 'point' || unit === 'percent');
    }
    // `twice` and `두 번` count, `두 배` multiplies: said as words they are not always told apart.
    if (claimed.word && source.word && (!mine || !theirs)) return true;
    if (mine === undefined) return RATES.has(theirs);
    return theirs === undefined && rates.has(mine);
  });
}

/** Whether the values agree, whatever they measure; an approximate claim may round. */
export function sameValue(claimed: Quantity, source: Quantity): boolean {
  return readings(claimed, source.unit).some((value) => agree(value, source.value, claimed.approximate));
}

/** A part said as a fraction, a percentage, or one over so many: a half is 50%, and what is halved is 2 times less. */
function readings({ value, unit }: Quantity, other: Unit | undefined): number[] {
  if (unit === 'share' && other === 'percent') return [100 * value];
  if (unit === 'percent' && other === 'share') return [value / 100];
  if ((unit === 'share' && other === 'times') || (unit === 'times' && other === 'share')) return [1 / value];
  return [value * (conversion(unit, other) ?? 1)];
}

function asShares(one: Unit | undefined, other: Unit | undefined): boolean {
  const shares: readonly (Unit | undefined)[] = ['share', 'percent', 'times'];
  return (one === 'share' || other === 'share') && shares.includes(one) && shares.includes(other);
}

/** How far off a round value may be, as a share of it. */
const ROUND = 0.03;

function agree(claimed: number, source: number, approximate: boolean): boolean {
  if (Math.abs(claimed - source) <= 1e-9 * Math.max(Math.abs(claimed), Math.abs(source), 1)) return true;
  if (!approximate || claimed === 0) return false;
  if (Math.abs(claimed - source) <= ROUND * Math.abs(claimed)) return true;
  const digits = Number(String(claimed).replace(/0+$|\.|e.*$/gu, '').length);
  return digits > 1 && Number(source.toPrecision(digits)) === claimed;
}

/** How far from a bound a value may lie, as a share of the bound. */
const BEYOND = 0.15;

/** Whether a value lies on the right side of a bound, and near it: 88% is less than 90%. */
function within(claimed: Quantity, source: Quantity): boolean {
  if (!claimed.bound || claimed.unit !== source.unit || claimed.value <= 0) return false;
  const off = source.value / claimed.value - 1;
  return claimed.bound === 'above' ? off > 0 && off <= BEYOND : off < 0 && off >= -BEYOND;
}

/**
 * Whether a number of a claim follows from two numbers of one sentence: their difference (84% and 67% are 17 points apart)
 * or how many times one is the other.
 *
 * @param together the numbers of each sentence of the source.
 */
export function derived(claimed: Quantity, together: readonly (readonly Quantity[])[]): boolean {
  return together.some((numbers) =>
    numbers.some(
      (one, at) =>
        leaves(claimed, one) ||
        numbers
          .slice(at + 1)
          .some((two) => one.unit === two.unit && !one.word && !two.word && follows(claimed, one, two)),
    ),
  );
}

/** From how much on a part is told by what is taken away. */
const MOST = 90;

/** What is 99% smaller is a hundredth. */
function leaves({ value, unit }: Quantity, one: Quantity): boolean {
  return (
    unit === 'share' && one.unit === 'percent' && one.value >= MOST && Math.abs(value + one.value / 100 - 1) < 1e-9
  );
}

function follows(claimed: Quantity, one: Quantity, two: Quantity): boolean {
  const [least, most] = [Math.min(one.value, two.value), Math.max(one.value, two.value)];
  if (least <= 0 || least === most) return false;
  if (claimed.unit === 'times' || claimed.unit === 'share') {
    const ratio = claimed.unit === 'times' ? most / least : least / most;
    return Math.abs(claimed.value / ratio - 1) <= (claimed.unit === 'times' ? ROUND : 2 * ROUND);
  }
  // Of small counts any number is a difference.
  if (Number.isInteger(least) && Number.isInteger(most) && one.unit === undefined) return false;
  const units: readonly (Unit | undefined)[] =
    one.unit === 'percent' ? ['percent', 'point', undefined] : [one.unit, 'point'];
  if (!units.includes(claimed.unit)) return false;
  const decimals = String(claimed.value).split('.')[1]?.length ?? 0;
  return Number((most - least).toFixed(decimals)) === claimed.value;
}

/** Items of a list that a text gives: `2.7B, 13B and 52B` are three. */
const LIST = /[^,.;:()]{1,40}(?:,\s[^,.;:()]{1,40}){1,8}?(?:,?\s(?:and|or)\s|[와과]\s|,\s|\s및\s)[^,.;:()]{1,60}/giu;

/** Whether a small count said in words counts what a list of the source enumerates. */
export function counts(claimed: Quantity, text: string): boolean {
  if (!claimed.word || claimed.unit !== undefined || claimed.value < 2 || claimed.value > 8) return false;
  return [...text.matchAll(LIST)].some(([list]) => {
    const items = list.split(/,\s(?:and\s|or\s)?|\s(?:and|or|및)\s|(?<=[가-힣\p{Script=Latin}\d])[와과]\s/u).length;
    return items === claimed.value;
  });
}
