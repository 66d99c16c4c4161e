import type { SearchRequest } from '../../../src/library/port.ts';
import type { Filters, Order, Query } from '../../../src/search/query.ts';
import { type QuestionContext, readQuestion } from '../../../src/search/question.ts';

const AUTHORS = [
  'Kaiming He',
  'Ross Girshick',
  'Song Han',
  'Tri Dao',
  'Yann LeCun',
  'Noam Shazeer',
  'Jonathan May',
  '김도현',
  'Dohyun Kim',
];

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s.]/g, '');
}

/** Whole names and family names, as a library would know them. */
const NAMES = new Set(AUTHORS.flatMap((name) => [plain(name), plain(name.split(' ').at(-1)!)]));

/** Papers on every working day from 20 November 2023 to 30 September 2024; today is Saturday, 5 October 2024. */
export const LIBRARY: QuestionContext = {
  today: '2024-10-05',
  firstDay: '2023-11-20',
  lastDay: '2024-09-30',
  hasDay: (day) =>
    day >= '2023-11-20' && day <= '2024-09-30' && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  isAuthor: (name) => NAMES.has(plain(name)),
  isWord: (word) => !['lecun', 'girshick'].includes(word.toLowerCase()),
};

/** What a question is expected to be read as; what is left out is as in a question that asks for nothing special. */
export interface Expected extends Filters {
  /** Default empty: nothing is left to search for. */
  readonly text?: string;
  readonly order?: Order;
  readonly limit?: number;
}

/** A question and what it is read as; a string expects only that text to be left and nothing read. */
export type Phrase = readonly [question: string, expected: Expected];

export function ask(question: string, request: Omit<SearchRequest, 'question'> = {}, context = LIBRARY): Query {
  return readQuestion({ question, ...request }, context);
}

/** The parts of a query that a phrase speaks of. */
export function readAs({ text, filters, order, limit }: Query): Expected {
  return { text, ...filters, order, limit };
}

export function inFull(expected: Expected): Expected {
  return { text: '', order: 'relevance', limit: 10, ...expected };
}

/** From a day to a day, or that one day. */
export function days(since: string, until = since): Expected {
  return { since, until };
}
