import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** How much is read or written at a time, in bytes. */
const CHUNK = 1 << 20;

/** What a file must be to be the file that was written. */
export interface Seal {
  readonly bytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
}

/** sha256 of a text or of bytes, hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Writes a new file and forces it to the disk before it returns. The file must not exist.
 *
 * @param parts the content, piece by piece; pieces are gathered, so small ones cost nothing.
 */
export async function writeDurable(path: string, parts: Iterable<Uint8Array | string>): Promise<Seal> {
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    let waiting: Uint8Array[] = [];
    let size = 0;
    const flush = async (): Promise<void> => {
      const chunk = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
      hash.update(chunk);
      await file.writeFile(chunk);
      bytes += chunk.length;
      waiting = [];
      size = 0;
    };
    for (const part of parts) {
      const piece = typeof part === 'string' ? Buffer.from(part) : part;
      waiting.push(piece);
      size += piece.length;
      if (size >= CHUNK) await flush();
    }
    if (size > 0) await flush();
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Forces a file that other code wrote to the disk, and says what it is. */
export async function sealFile(path: string): Promise<Seal> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return await sealOf(file);
  } finally {
    await file.close();
  }
}

/** Size and sha256 of an open file, read in pieces so that the event loop gets its turns. */
export async function sealOf(file: FileHandle): Promise<Seal> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, bytes);
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
    hash.update(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}

/** The sha256 of a file by path, or undefined when it cannot be read. */
export async function sha256OfFile(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return (await sealOf(file)).sha256;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/**
 * Forces a folder's list of names to the disk: without it a power cut can forget a file that was itself written safely.
 * Systems that cannot do this (Windows) are passed over.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
