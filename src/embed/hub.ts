import { PapersError } from '../errors.ts';

/** Redirects followed when a file's facts are asked for. */
const MOST_HOPS = 5;

/** A file on the hub. */
export interface HubFile {
  readonly path: string;
  /** Bytes, where the hub says so. */
  readonly size?: number;
  /** sha256 of large files, git's sha1 of small ones, or what a mirror makes of it. */
  readonly etag?: string;
  /** The commit that the revision stands for. */
  readonly commit?: string;
}

/** A request that failed; `again` when a later one may succeed. */
export class HubError extends PapersError {
  readonly again: boolean;
  /** Milliseconds that the hub asks to wait. */
  readonly waitMs: number | undefined;
  readonly status: number | undefined;

  constructor(
    message: string,
    more: { again: boolean; status?: number; waitMs?: number; cause?: unknown; code?: PapersError['code'] },
  ) {
    super(more.code ?? 'unavailable', message, { cause: more.cause });
    this.again = more.again;
    this.waitMs = more.waitMs;
    this.status = more.status;
  }
}

/** The model hub, or a mirror: the addresses and headers that the Hugging Face libraries use. */
export class Hub {
  readonly #endpoint: string;
  readonly #token: string | undefined;

  /** @param endpoint without a slash at its end. */
  constructor(endpoint: string, token?: string) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  /**
   * Asks what a file is, without its content.
   *
   * @throws HubError; with status 404 when there is no such file.
   */
  async about(model: string, revision: string, path: string, signal?: AbortSignal): Promise<HubFile> {
    let url = this.url(model, revision, path);
    let commit: string | undefined;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const response = await this.#send(url, { method: 'HEAD', redirect: 'manual', ...(signal && { signal }) });
      await response.body?.cancel();
      const { headers, status } = response;
      commit ??= headers.get('x-repo-commit') ?? undefined;
      const linked = headers.get('x-linked-etag');
      const next = status >= 300 && status < 400 ? headers.get('location') : null;
      if (next && !linked) {
        url = new URL(next, url).href;
        continue;
      }
      if (!next && !response.ok) throw refused(response, url);
      const etag = (linked ?? headers.get('etag'))?.replace(/^W\/|"/g, '');
      const size = headers.get('x-linked-size') ?? (next ? null : headers.get('content-length'));
      return { path, ...(size !== null && { size: Number(size) }), ...(etag && { etag }), ...(commit && { commit }) };
    }
    throw new HubError(`${url}: more than ${MOST_HOPS} redirects`, { again: false });
  }

  /**
   * Asks for the content of a file.
   *
   * @param from the first byte wanted; a server may answer with the whole file all the same (status 200).
   * @throws HubError when the answer is neither 200 nor 206.
   */
  async content(url: string, from: number, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    const response = await this.#send(url, { headers, signal });
    if (response.status === 200 || response.status === 206) return response;
    await response.body?.cancel();
    throw refused(response, url);
  }

  url(model: string, revision: string, path: string): string {
    return `${this.#endpoint}/${model}/resolve/${encodeURIComponent(revision)}/${path}`;
  }

  async #send(
    url: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  ): Promise<Response> {
    // Lengths and ranges are those of the file only when it is not compressed on the way.
    const headers: Record<string, string> = { ...init.headers, 'accept-encoding': 'identity' };
    // The token is for the hub alone; fetch drops it when a redirect leads elsewhere.
    if (this.#token && new URL(url).origin === new URL(this.#endpoint).origin) {
      headers.authorization = `Bearer ${this.#token}`;
    }
    try {
      return await fetch(url, { ...init, headers });
    } catch (cause) {
      if (init.signal?.aborted) throw init.signal.reason;
      const code = cause instanceof Error ? (cause.cause as { code?: unknown } | undefined)?.code : undefined;
      const why = typeof code === 'string' ? code : 'the connection failed';
      throw new HubError(`${shown(url)} could not be reached: ${why}`, { again: true, cause });
    }
  }
}

/** An address without what may be a key in it. */
function shown(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function refused({ status, headers }: Response, url: string): HubError {
  const after = Number(headers.get('retry-after'));
  const waitMs = after > 0 ? after * 1000 : undefined;
  const again = status === 408 || status === 429 || status >= 500;
  const about: Record<number, string> = {
    401: ': there is no such model, or it wants an HF_TOKEN',
    403: ': the HF_TOKEN may not read this model; its terms may have to be accepted on its page',
    404: ': there is no such model, or no such file in it',
    416: ': the part that is here does not belong to it',
    429: ': too many requests',
  };
  return new HubError(`${shown(url)} answered ${status}${about[status] ?? ''}`, {
    again,
    status,
    ...(waitMs !== undefined && { waitMs }),
    code: again || status === 416 ? 'unavailable' : 'not_found',
  });
}
