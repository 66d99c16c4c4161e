import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from './disk.ts';
import { HASH_BYTES, type VectorShelf } from './vector-bank.ts';

const batchSchema = z.strictObject({ count: z.int().min(1), sha256: z.string() });
type Batch = z.output<typeof batchSchema>;

/**
 * The vectors that an unfinished run has paid for, batch by batch, so that the next run after a kill or a failure goes
 * on where it ended. What a kill left half written is recognised by its checksum and dropped.
 */
export class VectorJournal {
  readonly #dir: string;
  readonly #hashes: FileHandle;
  readonly #vectors: FileHandle;
  readonly #batches: FileHandle;
  readonly #kept: Buffer;

  private constructor(dir: string, files: readonly [FileHandle, FileHandle, FileHandle], kept: Buffer) {
    this.#dir = dir;
    [this.#hashes, this.#vectors, this.#batches] = files;
    this.#kept = kept;
  }

  /**
   * Opens the journal of an embedder and drops what is not whole.
   *
   * @param parent folder of journals; each embedder has its own below it.
   */
  static async open(parent: string, fingerprint: string, dimensions: number): Promise<VectorJournal> {
    const dir = path.join(parent, sha256(`${dimensions} ${fingerprint}`).slice(0, 16));
    await mkdir(dir, { recursive: true });
    const [hashes, vectors, batches] = await Promise.all([
      open(path.join(dir, 'hashes.bin'), 'a+'),
      open(path.join(dir, 'vectors.f32'), 'a+'),
      open(path.join(dir, 'batches.jsonl'), 'a+'),
    ]);
    const lines = (await readFile(path.join(dir, 'batches.jsonl'), 'utf8')).split('\n').slice(0, -1);
    let rows = 0;
    let whole = '';
    for (const text of lines) {
      const batch = readBatch(text);
      if (!batch) break;
      const ownHashes = await readAt(hashes, rows * HASH_BYTES, batch.count * HASH_BYTES);
      const ownVectors = await readAt(vectors, rows * dimensions * 4, batch.count * dimensions * 4);
      if (sha256(Buffer.concat([ownHashes, ownVectors])) !== batch.sha256) break;
      rows += batch.count;
      whole += line(batch);
    }
    await hashes.truncate(rows * HASH_BYTES);
    await vectors.truncate(rows * dimensions * 4);
    await batches.truncate(Buffer.byteLength(whole));
    const kept = await readAt(hashes, 0, rows * HASH_BYTES);
    return new VectorJournal(dir, [hashes, vectors, batches], kept);
  }

  /** What earlier runs left. */
  shelf(): VectorShelf {
    return { hashes: this.#kept, open: () => open(path.join(this.#dir, 'vectors.f32'), 'r') };
  }

  /** Adds vectors, each under the hash of its text. */
  async append(hashes: readonly Buffer[], vectors: readonly Float32Array[]): Promise<void> {
    const hashBytes = Buffer.concat(hashes);
    const vectorBytes = Buffer.concat(vectors.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength)));
    await this.#hashes.appendFile(hashBytes);
    await this.#vectors.appendFile(vectorBytes);
    const sum = sha256(Buffer.concat([hashBytes, vectorBytes]));
    await this.#batches.appendFile(line({ count: hashes.length, sha256: sum }));
  }

  /** Closes the journal and keeps it for the next run. */
  async close(): Promise<void> {
    await Promise.all([this.#hashes.close(), this.#vectors.close(), this.#batches.close()]);
  }

  /** Removes all journals of a folder, once their vectors are in the index. */
  static async discard(parent: string): Promise<void> {
    await rm(parent, { recursive: true, force: true });
  }
}

function line(batch: Batch): string {
  return `${JSON.stringify(batch)}\n`;
}

function readBatch(text: string): Batch | undefined {
  try {
    return batchSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Reads bytes of a file; fewer when it ends before. */
async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await file.read(bytes, got, length - got, at + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return bytes.subarray(0, got);
}
