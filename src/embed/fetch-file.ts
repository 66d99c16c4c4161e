import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Hub, HubError, type HubFile } from './hub.ts';
import { type Patience, persist } from './patience.ts';

interface FetchOptions {
  readonly hub: Hub;
  readonly url: string;
  readonly file: HubFile;
  /** Where the file goes; it appears there whole and checked, or not at all. */
  readonly to: string;
  readonly patience: Patience;
  /** Told how many bytes are there, those of an earlier try included. */
  readonly onBytes: (done: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Downloads a file into `<name>.<etag>.part`, going on where an earlier try was cut off, checks size and hash, and renames
 * it into place.
 *
 * @throws HubError when the hub refuses, or fails too often in a row; PapersError `cancelled`.
 */
export async function fetchFile(options: FetchOptions): Promise<void> {
  const { file, to, patience, signal } = options;
  await mkdir(dirname(to), { recursive: true });
  const part = `${to}.${file.etag?.replace(/[^\w-]/g, '').slice(0, 64) || 'unknown'}.part`;
  // Without an etag nothing says that the part belongs to the file as it is now.
  if (!file.etag) await rm(part, { force: true });
  let before = 0;
  const attempt = async (): Promise<void> => {
    before = await sizeOf(part);
    if (before === 0 || before !== file.size) await receive(options, part, before);
    await check(part, file);
    await rename(part, to);
  };
  await persist(attempt, patience, signal, async () => (await sizeOf(part)) > before);
  await removeOtherParts(to);
}

/** Appends what is missing to the part. */
async function receive(options: FetchOptions, part: string, have: number): Promise<void> {
  const { url, patience, signal } = options;
  const stall = new AbortController();
  const watch = setTimeout(
    () => stall.abort(new HubError(`${url}: nothing came for ${patience.stallMs} ms`, { again: true })),
    patience.stallMs,
  );
  const output = await open(part, 'a');
  try {
    const both = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
    const { response, from } = await begin(options, output, have, both);
    try {
      await append(options, response, output, from, watch);
    } catch (cause) {
      if (both.aborted) throw both.reason;
      throw new HubError(`${url}: the connection was cut`, { again: true, cause });
    }
    await output.sync();
  } finally {
    clearTimeout(watch);
    await output.close();
  }
}

/** Asks for the rest, or for all where the server gives no parts or the part does not fit. */
async function begin(
  { hub, url, file }: FetchOptions,
  output: FileHandle,
  have: number,
  signal: AbortSignal,
): Promise<{ response: Response; from: number }> {
  try {
    const response = await hub.content(url, have, signal);
    if (response.status === 206 && continues(response, have, file.size)) return { response, from: have };
    await output.truncate(0);
    if (response.status === 200) return { response, from: 0 };
    await response.body?.cancel();
    throw new HubError(`${url}: the server sent another part than was asked for`, { again: true });
  } catch (error) {
    if (!(error instanceof HubError) || error.status !== 416) throw error;
    await output.truncate(0);
    throw new HubError(error.message, { again: true, status: 416 });
  }
}

async function append(
  { file, onBytes }: FetchOptions,
  response: Response,
  output: FileHandle,
  from: number,
  watch: NodeJS.Timeout,
): Promise<void> {
  let done = from;
  onBytes(done);
  for await (const chunk of response.body ?? []) {
    watch.refresh();
    await output.writeFile(chunk);
    done += chunk.byteLength;
    onBytes(done);
    // More than was announced: `check` will refuse it; no need to fill the disk.
    if (file.size !== undefined && done > file.size) return;
  }
}

/** Whether a 206 answer begins where the part ends. */
function continues(response: Response, have: number, size: number | undefined): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (!range || Number(range[1]) !== have) return false;
  return size === undefined || range[2] === '*' || Number(range[2]) === size;
}

/** Compares a finished part with what the hub said of the file; a wrong one is removed, so that the next try begins anew. */
async function check(part: string, { path, size, etag, commit }: HubFile): Promise<void> {
  const got = await sizeOf(part);
  if (size !== undefined && got !== size) {
    if (got > size) await rm(part, { force: true });
    throw new HubError(`${path}: expected ${size} bytes, got ${got}`, { again: true });
  }
  // The hub names large files by their sha256 and small ones by git's hash; what a mirror's etag is, is not known.
  let hash: string | undefined;
  if (/^[0-9a-f]{64}$/.test(etag ?? '')) hash = await digest(part, 'sha256');
  else if (commit && /^[0-9a-f]{40}$/.test(etag ?? '')) hash = await digest(part, 'sha1', `blob ${got}\0`);
  if (hash === undefined || hash === etag) return;
  await rm(part, { force: true });
  throw new HubError(`${path}: expected the hash ${etag}, got ${hash}`, { again: true });
}

async function digest(path: string, algorithm: string, before = ''): Promise<string> {
  const hash = createHash(algorithm).update(before);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Parts of former versions of a file are of no use once it is there. */
async function removeOtherParts(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.part')) await rm(join(folder, name), { force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
