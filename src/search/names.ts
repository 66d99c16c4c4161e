/**
 * Guesses which name of a title a misspelt or transliterated word meant: `playgroud` -> playground, `콜팔리` -> colpali.
 * Candidates come from small tables keyed by trigrams and by sound, so the cost does not grow with the vocabulary.
 */

/** A name that a word may have meant. */
export interface Guess {
  readonly name: string;
  /** Likeness, 0 to 1. */
  readonly likeness: number;
  readonly how: 'fuzzy' | 'transliterated';
}

/** Trigram candidates compared letter by letter at most. */
const CANDIDATES = 40;
const GUESSES = 3;
/** A transliteration less like its name than this is not offered; words of two syllables sound like too many names. */
const LEAST_LIKENESS = 0.55;
const LEAST_LIKENESS_SHORT = 0.7;

/** The names of all titles, ready for guessing. */
export class NameIndex {
  readonly #names: string[];
  readonly #byTrigram = new Map<string, number[]>();
  readonly #bySound = new Map<string, number[]>();

  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)];
    for (const [at, name] of this.#names.entries()) {
      for (const gram of trigrams(name)) push(this.#byTrigram, gram, at);
      for (const key of latinSkeletons(name)) push(this.#bySound, key, at);
    }
  }

  /** Names within one typing mistake (two, from eight letters on) of a Latin word of four letters or more. */
  misspelt(word: string): Guess[] {
    if (word.length < 4) return [];
    const shared = new Map<number, number>();
    for (const gram of trigrams(word)) {
      for (const at of this.#byTrigram.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    const allowed = word.length < 8 ? 1 : 2;
    const near = [...shared].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES);
    return near
      .map(([at]) => ({ name: this.#names[at]!, distance: editDistance(word, this.#names[at]!) }))
      .filter(({ name, distance }) => distance > 0 && distance <= allowed && name.length >= 4)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, GUESSES)
      .map(({ name, distance }) => ({ name, likeness: 1 - distance / word.length, how: 'fuzzy' }));
  }

  /** Names that sound like a Hangul word of two syllables or more. */
  transliterated(word: string): Guess[] {
    const key = hangulSkeleton(word);
    if (word.length < 2 || key.length < 2) return [];
    const sound = romanise(word);
    const least = word.length === 2 ? LEAST_LIKENESS_SHORT : LEAST_LIKENESS;
    return (this.#bySound.get(key) ?? [])
      .map((at) => {
        const name = this.#names[at]!;
        const other = soundOf(name);
        return { name, likeness: 1 - editDistance(sound, other) / Math.max(sound.length, other.length) };
      })
      .filter(({ likeness }) => likeness >= least)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, GUESSES)
      .map((guess) => ({ ...guess, how: 'transliterated' }));
  }
}

function trigrams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3));
}

/** Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

// Sounds. A skeleton keeps consonant classes that the Hangul spelling of foreign words (외래어 표기법) does not tell apart,
// and no vowels: K = ㄱㅋ, T = ㄷㅌ, P = ㅂㅍ (and f, v), S = ㅅㅈㅊ (and z, j, ch, sh), L = ㄹ, M, N (and final ㅇ).

const INITIAL = 'K K N T T L M P P S S _ S S S K T P _'.split(' ');
const INITIAL_ROMAN = 'g k n d t r m b p s s _ j j ch k t p h'.split(' ').map((sound) => sound.replace('_', ''));
const VOWEL_ROMAN = 'a e ya ye o e yo ye o wa we we yo u wo we wi yu _ wi i'
  .split(' ')
  .map((sound) => sound.replace('_', ''));
const FINAL = '_ K K K N N N T L K M P L P L L M P P T T N S S K T P _'.split(' ');
const FINAL_ROMAN = '_ k k k n n n t l k m p l l l l m p p t t ng t t k t p _'
  .split(' ')
  .map((sound) => sound.replace('_', ''));

function jamo(syllable: string): [initial: number, vowel: number, final: number] {
  const code = syllable.charCodeAt(0) - 0xac00;
  return [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28];
}

/** Consonant classes of a Hangul word; a consonant doubled over a syllable border counts once. */
export function hangulSkeleton(word: string): string {
  let key = '';
  for (const syllable of word) {
    const [initial, , final] = jamo(syllable);
    const start = INITIAL[initial]!;
    const before = key.endsWith('|') ? key.at(-2) : undefined;
    key = key.replace('|', '');
    if (start !== '_' && start !== before) key += start;
    if (FINAL[final] !== '_') key += `${FINAL[final]}|`;
  }
  return key.replace('|', '');
}

/** A Hangul word in Latin letters, near enough to compare spellings by. */
function romanise(word: string): string {
  let sound = '';
  for (const syllable of word) {
    const [initial, vowel, final] = jamo(syllable);
    sound += INITIAL_ROMAN[initial]! + VOWEL_ROMAN[vowel]! + FINAL_ROMAN[final]!;
  }
  return plain(sound);
}

/** Consonant classes of a Latin word; several where English spelling allows several readings (g, th). */
export function latinSkeletons(name: string): string[] {
  if (!/^[a-z]{3,}$/.test(name)) return [];
  const read = (hard: boolean, spelling = name): string =>
    spelling
      .replace(/ph/g, 'f')
      .replace(/sch|sh|ch|tch|ti(?=on)|si(?=on)/g, 'S')
      .replace(/ck|qu|q/g, 'K')
      .replace(/x/g, 'KS')
      .replace(/c(?=[eiy])/g, 'S')
      .replace(/g(?=[eiy])/g, hard ? 'K' : 'S')
      .replace(/ng(?![aeiouy])/g, 'N')
      .replace(/th/g, hard ? 'T' : 'S')
      .replace(/gh/g, '')
      .replace(/r(?![aeiouy])/g, '')
      .replace(/[cgkK]+/g, 'K')
      .replace(/[dtT]+/g, 'T')
      .replace(/[bpfv]+/g, 'P')
      .replace(/[sjzS]+/g, 'S')
      .replace(/[lr]+/g, 'L')
      .replace(/m+/g, 'M')
      .replace(/[nN]+/g, 'N')
      .replace(/[^KTPSLMN]/g, '');
  // Reading costs twenty replacements, and an index is made of every name: only what differs is read again.
  const soft = /g[eiy]|th/.test(name) ? [read(false)] : [];
  // `powerinfer` is read as power and infer: an r that ends a part is silent in Hangul.
  const parted = name.length >= 8 && /er[aeiou]/.test(name) ? [read(true, name.replace(/er(?=[aeiou])/g, 'e'))] : [];
  return [...new Set([read(true), ...soft, ...parted])].filter((key) => key.length >= 2);
}

function soundOf(name: string): string {
  return plain(
    name
      .replace(/ph/g, 'p')
      .replace(/ck|q|c(?![eiyh])/g, 'k')
      .replace(/c(?=[eiy])/g, 's')
      .replace(/x/g, 'ks')
      .replace(/sh/g, 's')
      .replace(/th/g, 't')
      .replace(/oo/g, 'u')
      .replace(/ee|ea/g, 'i')
      .replace(/r(?![aeiouy])/g, ''),
  );
}

/** Letters that the two scripts spell differently are made the same; doubled letters once. */
function plain(sound: string): string {
  return sound
    .replace(/[fv]/g, (letter) => (letter === 'f' ? 'p' : 'b'))
    .replace(/r/g, 'l')
    .replace(/z/g, 'j')
    .replace(/(.)\1+/g, '$1');
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
