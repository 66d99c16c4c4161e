import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import { claimFolder } from './claim.ts';
import { type Seal, sealOf, sha256 } from './disk.ts';
import { IndexWriter, LOCK, MANIFEST } from './index-writer.ts';
import { WriterLock } from './lock.ts';
import { type FileRef, INDEX_COMMAND, type Manifest, parseManifest, REBUILD_COMMAND } from './manifest.ts';

/**
 * The index folder, which nobody else reads or writes. It holds one generation: the files that `manifest.json` lists,
 * each with its size and sha256. Files are never changed: a new generation adds its own beside them and becomes current
 * by the renaming of its manifest, the last thing written. Whatever the manifest does not list is a leftover.
 */
export class IndexStore {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /**
   * The current generation.
   *
   * @throws PapersError `index_missing`, `index_damaged` or `index_foreign`, with the command that makes a new one.
   */
  async manifest(): Promise<Manifest> {
    const file = path.join(this.dir, MANIFEST);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        throw new PapersError('unavailable', `${file} cannot be read: ${messageOf(cause)}`, { cause });
      }
      throw new PapersError('index_missing', `There is no index in ${this.dir} yet; make it: ${INDEX_COMMAND}`, {
        cause,
      });
    }
    return parseManifest(text, file);
  }

  /** Where a file of the index lies. */
  path(file: FileRef): string {
    return path.join(this.dir, file.path);
  }

  /**
   * Checks that a file exists and has its size, without reading it.
   *
   * @throws PapersError `index_damaged`.
   */
  async checkSize(file: FileRef): Promise<void> {
    const found = await stat(this.path(file)).catch((cause: unknown) => {
      throw this.#damaged(file, messageOf(cause), cause);
    });
    if (found.size !== file.bytes) throw this.#damaged(file, `expected ${file.bytes} bytes, got ${found.size}`);
  }

  /**
   * Checks every byte of a file.
   *
   * @throws PapersError `index_damaged`.
   */
  async verify(file: FileRef): Promise<void> {
    await (await this.openVerified(file)).close();
  }

  /**
   * Opens a file after checking every byte of it; the handle goes on reading the same file even when it is swept.
   *
   * @throws PapersError `index_damaged`.
   */
  async openVerified(file: FileRef): Promise<FileHandle> {
    await this.checkSize(file);
    const handle = await open(this.path(file), 'r').catch((cause: unknown) => {
      throw this.#damaged(file, messageOf(cause), cause);
    });
    try {
      this.#compare(file, await sealOf(handle));
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * Reads a file whole and checks it.
   *
   * @throws PapersError `index_damaged`.
   */
  async load(file: FileRef): Promise<Buffer> {
    await this.checkSize(file);
    const bytes = await readFile(this.path(file)).catch((cause: unknown) => {
      throw this.#damaged(file, messageOf(cause), cause);
    });
    this.#compare(file, { bytes: bytes.length, sha256: sha256(bytes) });
    return bytes;
  }

  /**
   * Takes the right to write and sweeps leftovers away.
   *
   * @throws PapersError `bad_input` when the folder belongs to something else, `unavailable` when another program writes.
   */
  async beginWriting(): Promise<IndexWriter> {
    await claimFolder(this.dir, MANIFEST);
    const lock = await WriterLock.acquire(path.join(this.dir, LOCK));
    const writer = new IndexWriter(this, lock);
    try {
      await writer.sweep();
      return writer;
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  #compare(file: FileRef, got: Seal): void {
    if (got.bytes !== file.bytes) throw this.#damaged(file, `expected ${file.bytes} bytes, got ${got.bytes}`);
    if (got.sha256 !== file.sha256) {
      throw this.#damaged(file, `expected sha256 ${file.sha256.slice(0, 12)}…, got ${got.sha256.slice(0, 12)}…`);
    }
  }

  #damaged(file: FileRef, why: string, cause?: unknown): PapersError {
    const message = `${this.path(file)} is not as it was written: ${why}; make the index anew: ${REBUILD_COMMAND}`;
    return new PapersError('index_damaged', message, { cause });
  }
}
