import { readStructured } from '../answer/structured.ts';
import type { Hints } from '../corpus/hints-file.ts';
import { messageOf } from '../errors.ts';
import { SourceNumbers } from './numbers.ts';
import type { Bullet, SummaryLanguage } from './port.ts';
import { answerSchema, LABELS, type ModelAnswer } from './prompt.ts';

/** A model's answer after everything that can be checked was checked. */
export interface Checked {
  /** The bullets without fault: Korean ones first where there are both. */
  readonly bullets: readonly Bullet[];
  readonly hints: Hints;
  /** What is wrong with the others, in words that the model can act on. */
  readonly faults: readonly string[];
}

/** How much of a text's letters must be Hangul for it to be Korean, and may be for it not to be. */
const KOREAN_SHARE = 0.25;
/** The fewest bullets, of each language, that make a summary. */
const FEWEST = 3;

/**
 * Reads and checks a model's answer.
 *
 * @param source everything that the summary may rest on.
 * @returns a string that says what is wrong when the answer is not of the schema at all.
 */
export function checkAnswer(text: string, language: SummaryLanguage, source: string): Checked | string {
  let answer: ModelAnswer;
  try {
    answer = readStructured(text, answerSchema(language)) as ModelAnswer;
  } catch (error) {
    return messageOf(error);
  }
  const faults: string[] = [];
  const bullets: Bullet[] = [];
  const numbers = new SourceNumbers(source);
  for (const side of ['ko', 'en'] as const) {
    for (const [at, bullet] of answer.bullets.entries()) {
      const written = bullet[side];
      if (written === undefined) continue;
      const fault = faultOf(plain(written), side, numbers);
      if (fault === undefined) bullets.push({ label: bullet.label, text: plain(written) });
      else faults.push(`bullet ${at + 1} (${side}): ${fault}`);
    }
  }
  const hints: Hints = {
    questions: { ko: hintsOf(answer.questions.ko).slice(0, 5), en: hintsOf(answer.questions.en).slice(0, 5) },
    keywords: hintsOf(answer.keywords).slice(0, 10),
  };
  return { bullets, hints, faults };
}

/** Whether enough bullets are left to be a summary. */
export function isEnough({ bullets }: Checked, language: SummaryLanguage): boolean {
  const korean = bullets.filter(({ text }) => isKorean(text)).length;
  return (language === 'en' || korean >= FEWEST) && (language === 'ko' || bullets.length - korean >= FEWEST);
}

function faultOf(text: string, side: 'ko' | 'en', numbers: SourceNumbers): string | undefined {
  if (isKorean(text) !== (side === 'ko')) return `is not ${side === 'ko' ? 'Korean' : 'English'}`;
  if (/https?:\/\/|www\.|\]\(|<[@#:]|<\/?[a-z][^<>]*>|@everyone|@here/i.test(text))
    return 'has a link, a mention or markup in it';
  const foreign = numbers.foreign(text);
  if (foreign.length > 0) return `the given text does not have ${foreign.map((one) => JSON.stringify(one)).join(', ')}`;
  return undefined;
}

function isKorean(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/[가-힣]/g)?.length ?? 0) > letters * KOREAN_SHARE;
}

/** One line, without the label and the list marks that some models repeat. */
function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const label = LABELS.find((one) => line.replace(/^[*_\s]+/, '').startsWith(one));
  const rest =
    label === undefined
      ? line
      : line
          .replace(/^[*_\s]+/, '')
          .slice(label.length)
          .replace(/^[*_\s]*[:：]?[*_\s]*/, '');
  return (rest === '' ? line : rest).replace(/^[-*•]\s+/, '').replaceAll('**', '');
}

/** Questions and keywords on one line each, without repeats. */
function hintsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))].filter((text) => text !== '');
}
