import type { ChatBody } from './checks.ts';
import type { Reply, Script } from './server.ts';

/** A passage as the model is shown it. */
export interface ShownPassage {
  readonly key: string;
  readonly paper: string;
  readonly text: string;
}

/** What a writing request holds. */
export interface WritingData {
  readonly question: string;
  readonly conversation: readonly { question: string; answer: string }[];
  readonly passages: readonly ShownPassage[];
}

/** What a judging request holds. */
export interface JudgingData {
  readonly sentences: readonly { sentence: number; text: string; passages: readonly string[] }[];
}

/** What the scripted model does with each of the three things it is asked. */
export interface Scribe {
  readonly understand?: (data: { question: string; today: string }) => Reply | string | object;
  readonly write?: (data: WritingData, body: ChatBody) => Reply | string;
  readonly judge?: (data: JudgingData) => Reply | string | object;
}

/** A question that is understood as nothing special. */
export const UNDERSTOOD = {
  about: 'papers',
  intent: 'find',
  standalone: '',
  korean: [],
  english: [],
  subjects: [],
  since: null,
  until: null,
  authors: [],
  minVotes: null,
  maxVotes: null,
  title: null,
  order: 'relevance',
  limit: null,
} as const;

/** A model that reads the quoted data of a request and answers by its kind: the passages' own first sentences unless told otherwise. */
export function scribe({ understand, write, judge }: Scribe = {}): Script {
  return (body) => {
    const data = JSON.parse(body.messages[1]!.content) as object;
    if ('passages' in data) return (write ?? quoting)(data as WritingData, body);
    if ('sentences' in data) return asReply((judge ?? believing)(data as JudgingData));
    // `papers doctor` asks nothing but whether it is there.
    if (Object.keys(data).length === 0) return '{"ready": true}';
    return asReply((understand ?? (() => UNDERSTOOD))(data as { question: string; today: string }));
  };
}

/** A line with its key, as the model is told to write it. */
export function line(text: string, ...passages: readonly ShownPassage[]): string {
  return `${text} ${passages.map(({ key }) => `[${key}]`).join('')}`;
}

/** Finds the passage that holds some words. @throws when none does: the test's search did not find it. */
export function passageWith(data: WritingData, words: string): ShownPassage {
  const found = data.passages.find(({ text }) => text.includes(words));
  if (!found)
    throw new Error(`no passage with "${words}" among ${data.passages.map(({ paper }) => paper).join(' | ')}`);
  return found;
}

/** What the scripted model writes: the first sentence of each passage; in English where that is asked for, as far as it knows how. */
export function quoting({ passages, question }: WritingData): string {
  const korean = /[가-힣]/.test(question);
  const lines = passages.flatMap((one) => {
    const first = one.text.split(/(?<=[.!?])\s/)[0]!;
    const text = korean || !/[가-힣]/.test(first) ? first : inEnglish(one.text);
    return text === undefined ? [] : line(text, one);
  });
  return lines.join('\n') || 'NONE';
}

/** The English terms that a Korean passage gives in brackets, as a sentence; undefined where there are none. */
function inEnglish(passage: string): string | undefined {
  const terms = [...passage.matchAll(/\(([A-Za-z][A-Za-z0-9 -]{3,60})\)/g)].map((match) => match[1]!);
  return terms.length === 0 ? undefined : `The work speaks of ${[...new Set(terms)].slice(0, 3).join(' and ')}.`;
}

function believing({ sentences }: JudgingData): object {
  return { verdicts: sentences.map(({ sentence }) => ({ sentence, supported: true })) };
}

function asReply(answer: Reply | string | object): Reply | string {
  if (typeof answer === 'string') return answer;
  const isReply = ['content', 'refusal', 'status', 'raw', 'fault'].some((key) => key in answer);
  return isReply ? (answer as Reply) : JSON.stringify(answer);
}
