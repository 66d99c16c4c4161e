import { latinBase, type Word } from '../../text.ts';

const FIRST = 0xac00;
const VOWELS = 21;
const FINALS = 28;
/** Finals that endings put on an open stem: ㄴ, ㄹ, ㅁ, ㅂ, ㅆ (바꾼, 바꿀, 바꿈, 바꿉니다, 바꿨다). */
const ADDED = new Set([4, 8, 16, 17, 20]);
/** Vowels that a stem and the 아/어 of an ending make together, and the stem's own: ㅕ of ㅣ, ㅘ of ㅗ, ㅝ of ㅜ, ㅙ of ㅚ, ㅐ of ㅏ+이. */
const CONTRACTED: Readonly<Record<number, number>> = { 6: 20, 9: 8, 14: 13, 10: 11 };

/** Particles that look like such endings. */
const PARTICLE = /^[은는을를]$/;

/**
 * A Hangul word cut after its syllable `at`, that syllable as the stem of the verb has it: `바꿨다` is cut to `바꾸`,
 * `가려졌다` to `가리`. Undefined where the syllable bears no trace of an ending.
 */
export function openStem(word: string, at: number): string | undefined {
  if (PARTICLE.test(word.slice(at))) return undefined;
  const code = word.charCodeAt(at) - FIRST;
  if (!(code >= 0 && code < 11_172)) return undefined;
  const [initial, vowel, final] = [
    Math.floor(code / (VOWELS * FINALS)),
    Math.floor(code / FINALS) % VOWELS,
    code % FINALS,
  ];
  const open = CONTRACTED[vowel] ?? vowel;
  if (final !== 0 && !ADDED.has(final)) return undefined;
  if (final === 0 && open === vowel) return undefined;
  return word.slice(0, at) + String.fromCharCode(FIRST + (initial * VOWELS + open) * FINALS);
}

/** Syllables of a stem whose last may carry an ending: stems of one are too short to tell, longer ones are nouns with 하다. */
const STEMS = [1, 2];

/**
 * The same words in forms that a word list is likelier to have: Hangul verbs as their stems (`바꿔서`: 바꾸), English adverbs
 * as adjectives (`rapidly`). Only the forms that differ somewhere.
 */
export function plainForms(found: readonly Word[]): Word[][] {
  const verbs = STEMS.map((at) =>
    reformed(found, ({ script, surface }) => (script === 'hangul' ? openStem(surface, at) : undefined)),
  );
  const adverbs = reformed(found, ({ surface }) => /^([a-z]{4,}?)(?:ally|ly)$/.exec(surface)?.[1]);
  return [...verbs, adverbs].flatMap((form) => form ?? []);
}

function reformed(found: readonly Word[], plain: (word: Word) => string | undefined): Word[][] {
  const forms = found.map((word) => plain(word));
  if (forms.every((form) => form === undefined)) return [];
  return [
    found.map((word, at) => {
      const surface = forms[at];
      return surface === undefined
        ? word
        : { ...word, surface, base: word.script === 'latin' ? latinBase(surface) : surface };
    }),
  ];
}

/** What follows a verb stem at once, whether it ends in a vowel or not. */
const ENDINGS = [...'고는지며면게기던다도려자거'];
/** What follows a stem that ends in a consonant as well. */
const AFTER_CONSONANT = [...'은을으어아었았습음'];
/** The vowel that a stem's vowel makes with 아/어: ㅗ ㅘ, ㅜ ㅝ, ㅡ ㅓ, ㅣ ㅕ, ㅚ ㅙ; others stay. */
const WITH_A: Readonly<Record<number, number>> = { 8: 9, 13: 14, 18: 4, 20: 6, 11: 10 };

/**
 * The terms of a word list that a stem of one syllable (`끊~`) stands for. As it is it would match every word that begins
 * with the syllable, nouns and all: `끊고~`, `끊는~`, `끊었~`; `쓰고~`, `쓴`, `써~`, `썼~`.
 */
export function stemForms(syllable: string): string[] {
  const code = syllable.charCodeAt(0) - FIRST;
  const follow = (endings: readonly string[]): string[] => endings.map((ending) => `${syllable}${ending}~`);
  if (code % FINALS !== 0) return [...follow(ENDINGS), ...follow(AFTER_CONSONANT)];
  const vowel = Math.floor(code / FINALS) % VOWELS;
  const withA = code + ((WITH_A[vowel] ?? vowel) - vowel) * FINALS;
  const spelled = (offset: number): string => String.fromCharCode(FIRST + offset);
  return [
    ...follow(ENDINGS),
    ...[4, 8].map((final) => spelled(code + final)),
    `${spelled(code + 4)}다~`,
    `${spelled(code + 17)}니~`,
    ...(withA === code ? [] : [spelled(withA), `${spelled(withA)}서~`, `${spelled(withA)}도~`]),
    ...[...'습다고으지던'].map((ending) => `${spelled(withA + 20)}${ending}~`),
  ];
}
