import { careless } from './careless.ts';
import { line, quoting, type Scribe } from './scribe.ts';
import type { Reply } from './server.ts';

/** One way in which a model fails while it writes, and what an operator must be able to read of it in the log. */
export interface Fault {
  readonly about: string;
  readonly reply: Reply;
  readonly cause: RegExp;
  /** Whether nothing but a deadline ends it. */
  readonly endless?: boolean;
}

const HALF = { content: 'Medusa-2는 2.3~3.6배 빨라졌습니다. [', cutAfter: 21 };

/** Every fault that must leave the asker with extracts and one honest line. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  '401': {
    about: 'refuses the key',
    reply: { status: 401, message: 'Incorrect API key provided: sk-abc' },
    cause: /401.*OPENAI_API_KEY/,
  },
  '404': { about: 'does not know the model', reply: { status: 404 }, cause: /404.*OPENAI_MODEL/ },
  '429': { about: 'is asked too often', reply: { status: 429 }, cause: /429.*rate limit or quota/ },
  '500': { about: 'breaks', reply: { status: 500 }, cause: /500.*a fault of its own/ },
  '503': { about: 'is overloaded', reply: { status: 503 }, cause: /503.*a fault of its own/ },
  reset: { about: 'tears the connection', reply: { fault: 'reset' }, cause: /could not be reached.*OPENAI_BASE_URL/ },
  hang: { about: 'never answers', reply: { fault: 'hang' }, cause: /ANSWER_TIMEOUT/, endless: true },
  stall: {
    about: 'stops in the middle',
    reply: { content: HALF.content, stallAfter: 14 },
    cause: /ANSWER_TIMEOUT/,
    endless: true,
  },
  cut: { about: 'tears the stream', reply: HALF, cause: /broke off/ },
  closed: { about: 'closes the stream early', reply: { ...HALF, cut: 'closed' }, cause: /broke off/ },
  nothing: { about: 'writes nothing', reply: { content: '' }, cause: /got nothing/ },
  blanks: { about: 'writes white space', reply: { content: ' \n\n \n' }, cause: /got nothing/ },
  refusal: { about: 'refuses', reply: { refusal: 'I cannot help with that.' }, cause: /refused/ },
  filter: { about: 'is filtered', reply: { content: '', finish: 'content_filter' }, cause: /refused/ },
  flood: { about: 'writes 100 KB of words', reply: { content: 'word '.repeat(20_000) }, cause: /at most 40000/ },
  lines: {
    about: 'writes 100 KB of sentences',
    reply: { content: 'This is a sentence. [bb2b]\n'.repeat(4_000) },
    cause: /at most 40000/,
  },
  html: {
    about: 'is a proxy with a page of its own',
    reply: { raw: '<html>Bad gateway</html>' },
    cause: /broke off|nothing|OpenAI-compatible/,
  },
};

/** A model that writes in the language that was not asked for. */
export const WRONG_LANGUAGE: Scribe = {
  write: ({ passages, question }) =>
    /[가-힣]/.test(question)
      ? passages.map((one) => line('This is what the summary says about the paper.', one)).join('\n')
      : passages.map((one) => line('이 논문이 다루는 내용을 요약한 문장입니다.', one)).join('\n'),
};

/** The scripted model's behaviours by name: what it can be started as. */
export const BEHAVIOURS: Readonly<Record<string, { readonly about: string; readonly part: () => Scribe }>> = {
  quoting: { about: 'quotes the first sentence of each passage it is given (default)', part: () => ({}) },
  slow: {
    about: 'the same, a few letters at a time',
    part: () => ({ write: (data) => ({ content: quoting(data), pauseMs: 60 }) }),
  },
  careless: {
    about: 'spoils every second sentence: numbers, denials, keys, names, boasts',
    part: () => careless().scribe,
  },
  'no-answer': { about: 'says that the passages do not answer', part: () => ({ write: () => 'NONE' }) },
  'wrong-language': { about: 'writes in the other language', part: () => WRONG_LANGUAGE },
  'bad-json': { about: 'answers in prose where JSON is asked', part: () => ({ understand: () => 'I think so.' }) },
  ...Object.fromEntries(
    Object.entries(FAULTS).map(([name, { about, reply }]) => [name, { about, part: () => ({ write: () => reply }) }]),
  ),
};
