import OpenAI from 'openai';
import { isPapersError, PapersError } from '../errors.ts';

/**
 * Why a call gave no answer, for the operator. The server's own words may repeat what was sent, or a piece of the key: they
 * stay in the cause.
 */
export function whyItFailed(error: unknown, model: string, signal: AbortSignal | undefined): PapersError {
  if (signal?.aborted || error instanceof OpenAI.APIUserAbortError) {
    return new PapersError('cancelled', 'the call of the model was cancelled', { cause: error });
  }
  if (isPapersError(error)) return new PapersError(error.code, `${model}: ${error.message}`, { cause: error.cause });
  const status = error instanceof OpenAI.APIError ? error.status : undefined;
  if (status !== undefined) {
    return new PapersError('unavailable', `${model}: the server answered ${status}${hint(status)}`, { cause: error });
  }
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return new PapersError('unavailable', `${model}: no answer in time: OPENAI_TIMEOUT may be too short`, {
      cause: error,
    });
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return new PapersError(
      'unavailable',
      `${model}: the server could not be reached${codeOf(error)}: is OPENAI_BASE_URL right?`,
      {
        cause: error,
      },
    );
  }
  if (error instanceof SyntaxError) {
    return new PapersError('unavailable', `${model}: the server sent something that is not JSON`, { cause: error });
  }
  return new PapersError('unavailable', `${model}: the answer broke off${codeOf(error)}`, { cause: error });
}

function hint(status: number): string {
  if (status === 401 || status === 403) return ': is OPENAI_API_KEY right?';
  if (status === 404) return ': is OPENAI_BASE_URL right (with its /v1), and does it have the OPENAI_MODEL?';
  if (status === 429) return ': its rate limit or quota is reached';
  if (status >= 500) return ': it has a fault of its own';
  return '';
}

/** ` (ECONNREFUSED)` where the system says so. */
function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') return ` (${code})`;
  }
  return '';
}
