import { z } from 'zod';
import { dollars, httpUrl, inGroup, number, price, text, whole } from './setting.ts';

const model = inGroup('Model');
const answers = inGroup('Answers');

/** The model that writes, how it is checked, and what it may cost. */
export const ANSWER_SETTINGS = {
  OPENAI_API_KEY: model(text.optional(), 'Key of the OpenAI-compatible server.', {
    unset: 'no model writes answers',
    secret: true,
  }),
  OPENAI_BASE_URL: model(
    httpUrl.optional(),
    'Address of an OpenAI-compatible server, with its `/v1`; local servers may need no key.',
    { unset: "OpenAI's own" },
  ),
  OPENAI_MODEL: model(text.optional(), 'Name of the model that writes answers; `none` for none.', {
    unset: '`gpt-4.1-mini` at OpenAI; with OPENAI_BASE_URL no model writes answers',
  }),
  OPENAI_TIMEOUT: model(number(1, 600).default(30), 'Seconds until the server must have begun to answer.'),
  OPENAI_RETRIES: model(whole(0, 10).default(2), 'How often a request is repeated that failed for a passing reason.'),
  OPENAI_PRICE_INPUT: model(
    price.default(0),
    'US dollars for a million tokens that the model reads; needed for caps in dollars.',
  ),
  OPENAI_PRICE_OUTPUT: model(price.default(0), 'The same for tokens that it writes.'),
  ANSWER_CACHE_MINUTES: answers(
    number(0, 1440).default(10),
    'For how long the same question gets the same answer, as long as the index stays the same; 0: never.',
  ),
  VERIFY: answers(
    z.enum(['rules', 'model']).default('model'),
    'What judges whether passages support a sentence: rules on numbers and names and then one more call of the model, or rules alone, which cost nothing, let more of what is wrong through and drop more of what is right.',
  ),
  ANSWER_TIMEOUT: answers(
    number(1, 600).default(60),
    'Seconds for a whole answer; after that the bullets themselves are the answer.',
  ),
  ANSWER_TOKENS: answers(whole(1, 10_000_000).default(40_000), 'Tokens that one answer may cost, read and written.'),
  ANSWER_USD: answers(dollars.optional(), 'US dollars that one answer may cost.', { unset: 'no limit' }),
  USER_DAILY_TOKENS: answers(whole(1, 1_000_000_000).default(300_000), 'Tokens for one person a day.'),
  USER_DAILY_USD: answers(dollars.optional(), 'US dollars for one person a day.', { unset: 'no limit' }),
  DAILY_TOKENS: answers(whole(1, 1_000_000_000).default(3_000_000), 'Tokens for all answers of a day.'),
  DAILY_USD: answers(dollars.optional(), 'US dollars for all answers of a day.', { unset: 'no limit' }),
};
