/**
 * Reading Hangul and Latin text as words. Everything here is pure and linear in the length of its input.
 */

/** One word of a text, or one part of a Latin compound (`Stream`, `Diffusion` of `StreamDiffusion`). */
export interface Word {
  /** As written, normalised: NFKC, lower case. */
  readonly surface: string;
  /** Without particles and endings (Hangul) or inflection (Latin): the form that is indexed. */
  readonly base: string;
  readonly script: 'hangul' | 'latin' | 'number' | 'other';
  /** Place in the text, from 0; the parts of one compound follow each other. */
  readonly position: number;
  /** On the first part of a compound of several parts: all parts written together (`streamdiffusion`). */
  readonly compound?: string;
  /** How many words the compound has, on its first part. */
  readonly parts?: number;
}

/** NFKC without zero-width characters; case is kept. */
export function normalise(text: string): string {
  return text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
}

const RUN = /[가-힣]+|[\p{Script=Latin}\d]+(?:[-_.'’/+][\p{Script=Latin}\d]+)*|[\p{L}\p{N}]+/gu;
/** Letters and digits alone, in lower case: `RTX 4090`, `RTX-4090` and `rtx4090` are one name. */
export function compact(text: string): string {
  return normalise(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const HANGUL = /^[가-힣]+$/;
const LATIN = /[\p{Script=Latin}\d]/u;

/** The words of a text, in order. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  const source = normalise(text);
  for (const match of source.matchAll(RUN)) {
    const run = match[0];
    const position = found.length;
    // `GPU에`, `LLM들의`, `(MLLM)은`: a particle of what stands before it, no word of its own.
    if (PARTICLES.has(run) && match.index > 0 && !/\s/.test(source[match.index - 1]!)) continue;
    if (HANGUL.test(run)) found.push({ surface: run, base: hangulBase(run), script: 'hangul', position });
    else if (LATIN.test(run)) latinWords(run, found);
    else found.push({ surface: run.toLowerCase(), base: run.toLowerCase(), script: 'other', position });
  }
  return found;
}

function latinWords(run: string, found: Word[]): void {
  const parts: string[] = [];
  for (const piece of run.split(/[-_'’/+]|\.(?!\d)|(?<!\d)\./)) parts.push(...splitCase(piece));
  const first = found.length;
  const compound = parts.length > 1 ? parts.join('').toLowerCase().replaceAll('.', '') : undefined;
  for (const [index, part] of parts.entries()) {
    const surface = part.toLowerCase();
    const script = /^[\d.]+$/.test(surface) ? 'number' : 'latin';
    const base = script === 'latin' ? latinBase(surface) : surface;
    const head = index === 0 && compound ? { compound, parts: parts.length } : {};
    found.push({ surface, base, script, position: first + index, ...head });
  }
}

/**
 * `StreamDiffusion` -> Stream, Diffusion; `LLaMAAdapter` -> LLaMA, Adapter; `llama3` -> llama, 3; `13B`, `4o` stay whole.
 * A split that would leave a single letter (`STaR`, `PyTorcH`) is not made.
 */
function splitCase(piece: string): string[] {
  if (/^[A-Z]?[a-z]*$/.test(piece)) return piece === '' ? [] : [piece];
  return piece
    .replace(/(\p{Ll}{2})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Ll}{2})(\p{Lu}{2})/gu, '$1 $2')
    .replace(/(\p{Lu}{2})(\p{Lu}\p{Ll}{2})/gu, '$1 $2')
    .replace(/(\p{L}{2})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L}{3})/gu, '$1 $2')
    .split(' ')
    .filter((part) => part !== '');
}

/**
 * A light English stemmer: plurals, -ing, -ed, -ly and -tion; British spelling is read as American. Words of up to three letters
 * and words with digits stay as they are.
 */
export function latinBase(word: string): string {
  if (word.length < 4 || word === 'news' || /\d/.test(word)) return word;
  let base = american(word);
  if (base.endsWith('ies') && base.length > 4) base = `${base.slice(0, -3)}y`;
  else if (/(?:ss|x|ch|sh|z)es$/.test(base)) base = base.slice(0, -2);
  else if (base.endsWith('s') && !/(?:ss|us|is)$/.test(base)) base = base.slice(0, -1);
  if (base.length > 5 && base.endsWith('ing') && /[aeiouy]/.test(base.slice(0, -3))) base = undouble(base.slice(0, -3));
  else if (base.length > 4 && base.endsWith('ed') && !base.endsWith('eed') && /[aeiouy]/.test(base.slice(0, -2)))
    base = undouble(base.slice(0, -2));
  if (base.length > 4 && base.endsWith('e')) base = base.slice(0, -1);
  return base
    .replace(/(?<=[a-z]{3}iz)ation$/, '')
    .replace(/(?<=[a-z]{3}(?:at|ct|ss))ion$/, '')
    .replace(/(?<=[a-z]{3}ic)ally$/, '')
    .replace(/(?<=[a-z]{4}[^abeip])ly$/, '');
}

/** `quantise`, `colourful`, `labelled`, `centre` -> `quantize`, `colorful`, `labeled`, `center`. */
function american(word: string): string {
  return word
    .replace(
      /(?<=[a-z]{3})(?<!no|ex|ew|erw|conc|prom|prec|adv|dev|rev|superv|surpr|exerc|compr|telev|improv)is(?=(?:e[ds]?|ing|ations?|ers?)$)/,
      'iz',
    )
    .replace(/(?<=[a-z]{3}l)ys(?=(?:e[ds]?|ing)$)/, 'yz')
    .replace(/(?<=(?:col|fav|behavi|neighb|hum|lab|hon|rum|vap|flav|harb|arm|vig))our/, 'or')
    .replace(/(?<=[a-z]{3}[eo]l)l(?=(?:ed|ing)$)/, '')
    .replace(/(?<=cent|fib|theat|lit)res?$/, 'er')
    .replace(/(?<=(?:catal|dial|anal))ogues?$/, 'og');
}

function undouble(stem: string): string {
  return /([bdgklmnprt])\1$/.test(stem) && !/[ls]{2}$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** Particles and copula forms that follow nouns, tried longest first; at least two syllables must remain. */
const PARTICLES = new Set(
  (
    '은 는 이 가 을 를 에 로 와 과 의 도 만 나 야 께 랑 들 인 란 ' +
    '에서 으로 에게 한테 까지 부터 처럼 보다 마다 조차 마저 밖에 이나 이란 이며 이고 이랑 하고 라고 라는 라도 라면 로서 로써 로는 로도 로의 ' +
    '에는 에도 에만 에의 와의 과의 와는 과는 와도 과도 들은 들이 들을 들의 들도 들과 들에 이다 인가 인데 인지 이야 이냐 예요 이요 만의 만을 만이 만으로 ' +
    '에서는 에서도 에서의 에서만 에게는 에게서 한테서 한테는 으로는 으로도 으로의 으로서 으로써 이라고 이라는 이라도 이라면 이에요 입니다 이지만 ' +
    '까지의 까지도 부터의 보다도 보다는 들에게 들에서 들로 들에는 으로부터 로부터 에서부터 이라고는'
  ).split(' '),
);

/** Particles sure enough to be taken off a noun of one syllable (`옷을`, `손으로`). */
const SURE_PARTICLES = new Set('을 를 으로 에서 한테 에게 까지 부터 처럼 보다'.split(' '));
const NOT_A_PARTICLE = new Set('마을 가을 노을 겨를 고을 서울'.split(' '));

/** Conjugations of 하다, 되다, 시키다, which make verbs of nouns: what stands before them is the noun. */
const DO_VERB =
  /(?:시킬|시킨|시켜|시키|하|되|당하|화하|화되)(?:는데|는지|기도|기에|기를|기가|기는|기에는|는|여|고|며|면|게|지|기|던|도록|려고|려는|거나|지만|므로|자|다|다는|다고|라|는가|면서|여서|니까|니|나|냐|여야|세요)?$|(?:했|됐|하였|되었|시켰)(?:다|던|고|으며|는데|는지|지만|다는|다고|습니다|어요|음|을|으나)?$|(?:합니다|됩니다|해서|돼서|해요|돼요|한다|된다|한다는|된다는|한다고|된다고|하다|되다|해야|돼야|해주는|해준|해줘|해보는|할지|될지|할까|될까|하잖아|한데|된데|해도|돼도|해진|해지는|하지만)$|(?:할|될|한|된|함|됨|해|돼|임)$/;

/** Other verbal endings, tried longest first; at least two syllables must remain. */
const ENDINGS = new Set(
  (
    '습니다 었습니다 았습니다 는다 는데 는지 다는 다고 지만 면서 려고 려는 도록 어서 아서 았던 었던 거나 든지 네요 어요 아요 지요 는가 ' +
    '었다 았다 어도 아도 어야 아야 으면 으며 으니 을지 을까 던데 잖아 더라 더니 고서 다가 려면 자마자 었는데 았는데 었던데 았더라 었더라 ' +
    '고 며 면 던 게 다 죠'
  ).split(' '),
);

/** A Hangul word without its particles and endings; never shorter than one syllable. */
export function hangulBase(run: string): string {
  if (run.length === 3 && run.endsWith('으로')) return run.slice(0, 1);
  let base = stripLongest(run, PARTICLES, 2);
  if (base === run && run.length > 1 && !NOT_A_PARTICLE.has(run)) base = stripLongest(run, SURE_PARTICLES, 1);
  const verb = DO_VERB.exec(base);
  if (verb && verb.index >= 2) return base.slice(0, verb.index);
  const whole = DO_VERB.exec(run);
  if (whole && whole.index >= 2) return run.slice(0, whole.index);
  return base === run ? stripLongest(run, ENDINGS, 2) : base;
}

function stripLongest(run: string, endings: ReadonlySet<string>, leave: number): string {
  for (let length = Math.min(5, run.length - leave); length > 0; length--) {
    if (endings.has(run.slice(-length))) return run.slice(0, -length);
  }
  return run;
}

/** Overlapping pairs of syllables; a word of one or two syllables gives none (it is its own pair). */
export function bigrams(word: string): string[] {
  const pairs: string[] = [];
  if (word.length < 3) return pairs;
  for (let at = 0; at + 2 <= word.length; at++) pairs.push(word.slice(at, at + 2));
  return pairs;
}
