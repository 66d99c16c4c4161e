/** What a number counts or measures. Plain counts (장, 개, images) have no unit: the noun is checked like any other word. */
export type Unit =
  | 'percent'
  | 'point'
  | 'times'
  /** A part of a whole, 0 to 1: `절반`, `two thirds`. */
  | 'share'
  | 'ms'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'per_second'
  | 'per_minute'
  | 'per_hour'
  | 'kilobyte'
  | 'megabyte'
  | 'gigabyte'
  | 'terabyte'
  | 'byte'
  | 'watt'
  | 'money'
  | 'metre'
  | 'degree';

const UNIT_AFTER: readonly (readonly [RegExp, Unit])[] = [
  [/^\s?times\s+(?:per|a|each|every)\s+second\b/iu, 'per_second'],
  [/^\s?(?:%\s?p(?![\p{L}])|%\s?포인트|포인트|points?\b|percentage points?\b|점(?![가-힣]{2}))/iu, 'point'],
  [/^\s?(?:%|퍼센트|프로(?![가-힣])|percent|per cent)/iu, 'percent'],
  [/^\s?(?:배|times\b|x\b|×|-?\s?fold\b)/iu, 'times'],
  [/^\s?(?:ms\b|밀리초|milliseconds?\b)/iu, 'ms'],
  [/^\s?(?:fps\b|frames?\s+(?:per|a)\s+second)/iu, 'per_second'],
  [/^[\s-]?(?:초(?![가-힣])|초(?=[가에를의만면로동안뿐간이짜쯤])|초\s|seconds?\b|secs?\b|s\b)/iu, 'second'],
  [/^[\s-]?(?:분(?![가-힣])|분(?=[이에를만면간뿐짜쯤은을도동])|minutes?\b|mins?\b)/iu, 'minute'],
  [/^[\s-]?(?:[GT]PU[\s-]?)?(?:시간(?!대)|hours?\b|hrs?\b|h\b)/iu, 'hour'],
  [/^[\s-]?(?:[GT]PU[\s-]?)?(?:일(?![가-힣])|일(?=[간만에이은의을도뿐쯤동짜])|days?\b)/iu, 'day'],
  [/^[\s-]?(?:주\s|주[간만일]|weeks?\b)/iu, 'week'],
  [/^[\s-]?(?:[GT]PU[\s-]?)?(?:개월|달(?![가-힣]{2})|months?\b)/iu, 'month'],
  [/^[\s-]?(?:[GT]PU[\s-]?)?(?:년|해(?![가-힣])|years?\b)/iu, 'year'],
  [/^[\s-]?(?:Ki?B\b|킬로바이트|kilobytes?\b)/iu, 'kilobyte'],
  [/^[\s-]?(?:Mi?B\b|메가바이트|megabytes?\b)/iu, 'megabyte'],
  [/^[\s-]?(?:Gi?B\b|기가바이트|gigabytes?\b)/iu, 'gigabyte'],
  [/^[\s-]?(?:Ti?B\b|테라바이트|terabytes?\b)/iu, 'terabyte'],
  [/^[\s-]?(?:바이트|bytes?\b)/iu, 'byte'],
  [/^\s?(?:와트|watts?\b|W\b)/u, 'watt'],
  [/^\s?(?:달러|원(?![가-힣])|dollars?\b|USD\b)/iu, 'money'],
  [/^\s?(?:미터|m\b|meters?\b|metres?\b|km\b|cm\b|킬로미터|센티)/iu, 'metre'],
  [/^\s?(?:°|도(?![가-힣])|degrees?\b)/iu, 'degree'],
];
const UNIT_BEFORE: readonly (readonly [RegExp, Unit])[] = [
  [/\bfactor of\s$/iu, 'times'],
  [/(?:초당|매초|1초에)[^.,\d]{0,14}$/u, 'per_second'],
  [/(?:분당|1분에)[^.,\d]{0,14}$/u, 'per_minute'],
  [/(?:시간당)[^.,\d]{0,14}$/u, 'per_hour'],
];
const RATE_AFTER: readonly (readonly [RegExp, Unit])[] = [
  [/^[^.,;\d]{0,24}?\b(?:per|a|each|every)\s+second\b/iu, 'per_second'],
  [/^[^.,;\d]{0,24}?\b(?:per|a|each|every)\s+minute\b/iu, 'per_minute'],
  [/^[^.,;\d]{0,24}?\b(?:per|an|each|every)\s+hour\b/iu, 'per_hour'],
];
/** Units of so many a second, a minute, an hour. */
export const RATES: ReadonlySet<Unit | undefined> = new Set<Unit>(['per_second', 'per_minute', 'per_hour']);

/** The unit of the number that stands at `from` to `to`; undefined for a plain count. */
export function unitAt(text: string, from: number, to: number): Unit | undefined {
  const before = text.slice(Math.max(0, from - 24), from);
  const after = text.slice(to, to + 40);
  for (const [pattern, unit] of UNIT_BEFORE) if (pattern.test(before)) return unit;
  for (const [pattern, unit] of UNIT_AFTER) {
    if (pattern.test(after)) return unit;
  }
  for (const [pattern, unit] of RATE_AFTER) if (pattern.test(after)) return unit;
  return undefined;
}

/** What units that measure the same come to in the first of them: seconds, bytes. */
const SIZES: readonly Readonly<Partial<Record<Unit, number>>>[] = [
  { second: 1, ms: 1e-3, minute: 60, hour: 3_600, day: 86_400, week: 604_800 },
  { byte: 1, kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9, terabyte: 1e12 },
];

/** How many of `to` one of `from` is: 24 for a day in hours; undefined for units that measure different things. */
export function conversion(from: Unit | undefined, to: Unit | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const sizes = SIZES.find((one) => one[from] !== undefined && one[to] !== undefined);
  return sizes && sizes[from]! / sizes[to]!;
}
