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
