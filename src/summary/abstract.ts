import type { Bullet, Source, Spending, Summariser, Summary } from './port.ts';

/** A sentence shorter than this, in characters, stands with the one before it. */
const MIN_SENTENCE = 15;

/** Words that end with a full stop in the middle of a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|a\.k\.a|cf|vs|al|etc|resp|approx|w\.r\.t|wrt|i\.i\.d|fig|figs|eq|eqs|sec|tab|ref|refs|no|nos|vol|dr|mr|ms|mrs|prof|st|inc|ltd|corp|dept|univ|\p{Lu})\.$/iu;

/**
 * The sentences of an English abstract, verbatim but for white space. Full stops in numbers, abbreviations, initials,
 * formulas (`$…$`) and parentheses end nothing. What follows a full stop must look like the start of a sentence.
 */
export function sentences(text: string): string[] {
  const whole = text.replace(/\s+/g, ' ').trim();
  const found: string[] = [];
  let start = 0;
  for (const stop of whole.matchAll(/[.!?]+["'”’)\]]*(?= [\p{Lu}\p{Lo}\p{N}"'“‘([$\\])/gu)) {
    const end = stop.index + stop[0].length;
    const sentence = whole.slice(start, end);
    if (isInside(sentence) || (stop[0].startsWith('.') && ABBREVIATION.test(sentence))) continue;
    found.push(sentence);
    start = end + 1;
  }
  if (start < whole.length) found.push(whole.slice(start));
  return found.reduce<string[]>((joined, sentence) => {
    const last = joined.at(-1);
    if (last !== undefined && (sentence.length < MIN_SENTENCE || last.length < MIN_SENTENCE)) {
      joined[joined.length - 1] = `${last} ${sentence}`;
    } else joined.push(sentence);
    return joined;
  }, []);
}

/** Whether a text stops inside a formula or a parenthesis. */
function isInside(text: string): boolean {
  const dollars = text.replace(/\\\$/g, '').split('$').length - 1;
  if (dollars % 2 === 1 && text.length < 1_000) return true;
  const depth = text.split('(').length - text.split(')').length;
  return depth > 0 && text.length < 1_000;
}

/** The abstract's own sentences as bullets, and the list's own keywords as hints: what there is without a model. */
export function abstractSummary({ abstract, keywords }: Pick<Source, 'abstract' | 'keywords'>): Summary {
  const bullets: Bullet[] = sentences(abstract).map((text) => ({ text }));
  return { bullets, hints: { questions: { ko: [], en: [] }, keywords }, by: 'abstract' };
}

const NOTHING: Spending = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

/** Summarises without a model. */
export const abstractSummariser: Summariser = {
  summarise: async (paper) => abstractSummary(paper),
  spending: NOTHING,
  hasModel: false,
};
