/** One number in digits, with commas and decimals. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;

const SCALES: Readonly<Record<string, number>> = {
  십: 10,
  백: 1e2,
  천: 1e3,
  만: 1e4,
  억: 1e8,
  조: 1e12,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1e3,
  m: 1e6,
  b: 1e9,
  t: 1e12,
};

/** One step of a Korean number: `1억`, `2천`, `5백만`. */
const STEP = new RegExp(String.raw`(${NUMBER})\s?([십백천]*)([만억조]*)`, 'gu');
/** `1억 2천 5백만` is 125 million: what stands before a 만, 억 or 조 is counted in it. */
export function koreanNumber(text: string): number {
  let [total, section] = [0, 0];
  for (const [, digits, small, big] of text.matchAll(STEP)) {
    section += toNumber(digits!) * scaleOf(small!);
    if (big === '') continue;
    total += section * scaleOf(big!);
    section = 0;
  }
  return total + section;
}

/** What `천`, `백만`, `k`, `billion` multiply by; 1 for anything else. */
export function scaleOf(scale: string): number {
  const known = SCALES[scale.toLowerCase()];
  if (known) return known;
  return [...scale].reduce((product, one) => product * (SCALES[one] ?? 1), 1);
}

/** `6,200` as a number. */
export function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
