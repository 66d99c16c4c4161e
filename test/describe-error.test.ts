import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { describeError } from '../src/describe-error.ts';
import { PapersError } from '../src/errors.ts';

const TOKEN = 'aW50ZXJhY3Rpb246secret';
const QUESTION = '아무도 몰라야 하는 질문';

describe('describeError', () => {
  it('tells of a refused request what can be told, and nothing of what was asked', () => {
    const url = `https://discord.com/api/v10/webhooks/1/${TOKEN}/messages/@original`;
    const sent = { body: { content: QUESTION }, files: undefined };
    const refused = new DiscordAPIError(
      { code: 50035, message: `Invalid: ${QUESTION}` },
      50035,
      400,
      'PATCH',
      url,
      sent,
    );
    const failed = new HTTPError(502, 'Bad Gateway', 'PATCH', url, sent);
    expect(describeError(refused)).toMatchObject({
      type: 'DiscordAPIError',
      code: 50035,
      status: 400,
      method: 'PATCH',
    });
    expect(describeError(failed)).toMatchObject({ type: 'HTTPError', status: 502 });
    const written = JSON.stringify([refused, failed].map((error) => describeError(error)));
    expect(written).not.toContain(TOKEN);
    expect(written).not.toContain(QUESTION);
  });

  it('tells the message of our own errors and of the program’s, with their causes, and of no others', () => {
    const cause = new SyntaxError(`Unexpected token in ${QUESTION}`);
    const error = new PapersError('unavailable', 'The model does not answer.', { cause });
    expect(describeError(error)).toMatchObject({
      type: 'PapersError',
      code: 'unavailable',
      message: 'The model does not answer.',
      cause: { type: 'SyntaxError', at: expect.any(Array) },
    });
    expect(JSON.stringify(describeError(error))).not.toContain(QUESTION);
    expect(describeError(new TypeError('x is not a function'))).toMatchObject({ message: 'x is not a function' });
    expect(describeError('text')).toEqual({ type: 'string' });
  });
});
