import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import { claimFolder } from './claim.ts';
import { type Seal, sealFile, sealOf, sha256, syncFolder, writeDurable } from './disk.ts';
import { WriterLock } from './lock.ts';
import {
  type FileRef,
  filesOf,
  INDEX_COMMAND,
  type Manifest,
  parseManifest,
  REBUILD_COMMAND,
  writeManifest,
} from './manifest.ts';

const MANIFEST = 'manifest.json';
const LOCK = 'lock';
/** The folders whose content is listed in the manifest; nothing else is ever swept. */
const FOLDERS = ['segments', 'models', 'glossary'] as const;

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
    await writer.sweep();
    return writer;
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

/** Writes the files of the next generation, then switches to it. */
export class IndexWriter {
  readonly #store: IndexStore;
  readonly #lock: WriterLock;

  constructor(store: IndexStore, lock: WriterLock) {
    this.#store = store;
    this.#lock = lock;
  }

  /** Makes a folder of its own for new files and gives its path below the index folder. */
  async makeFolder(kind: (typeof FOLDERS)[number]): Promise<string> {
    const below = `${kind}/${randomBytes(6).toString('hex')}`;
    await mkdir(this.#at(below), { recursive: true });
    return below;
  }

  /** Writes a new file to the disk. @param below its path below the index folder. */
  async write(below: string, parts: Iterable<Uint8Array | string>): Promise<FileRef> {
    return { path: below, ...(await writeDurable(this.#at(below), parts)) };
  }

  /** Lets other code write a new file by path, then forces it to the disk and seals it. */
  async seal(below: string, write: (path: string) => Promise<void>): Promise<FileRef> {
    await write(this.#at(below));
    return { path: below, ...(await sealFile(this.#at(below))) };
  }

  /**
   * Makes `manifest` the current generation. All its files are on the disk under their names before the manifest is
   * renamed: whenever the machine stops, the folder holds either the former generation whole or this one.
   */
  async publish(manifest: Manifest): Promise<void> {
    const files = filesOf(manifest);
    const folders = new Set(files.flatMap(({ path: below }) => [path.posix.dirname(below), below.split('/')[0]!]));
    for (const folder of folders) await syncFolder(this.#at(folder));
    await syncFolder(this.#store.dir);
    const temporary = this.#at(`${MANIFEST}.${randomBytes(6).toString('hex')}.tmp`);
    await writeDurable(temporary, [writeManifest(manifest)]);
    await this.#lock.assertHeld();
    for (const file of files) await this.#store.checkSize(file);
    await rename(temporary, this.#at(MANIFEST));
    await syncFolder(this.#store.dir);
  }

  /** Removes what the current generation does not list. What cannot be removed now is left for the next time. */
  async sweep(): Promise<void> {
    const manifest = await this.#store.manifest().catch(() => undefined);
    // A manifest that cannot be read keeps everything: its files may be all that is left of somebody's work.
    if (!manifest && (await this.#has(MANIFEST))) return;
    const listed = new Set(manifest ? filesOf(manifest).map((file) => file.path) : []);
    for (const name of await readdir(this.#store.dir)) {
      if (name.startsWith(`${MANIFEST}.`) || name.startsWith(`${LOCK}.`)) await this.#remove(name);
    }
    for (const folder of FOLDERS) await this.#sweepFolder(folder, listed);
  }

  /** Gives the right to write back. */
  async close(): Promise<void> {
    await this.#lock.release();
  }

  async #sweepFolder(below: string, listed: ReadonlySet<string>): Promise<void> {
    const entries = await readdir(this.#at(below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inside = `${below}/${entry.name}`;
      if (entry.isDirectory()) await this.#sweepFolder(inside, listed);
      else if (!listed.has(inside)) await this.#remove(inside);
    }
    await rmdir(this.#at(below)).catch(() => {}); // only empty folders go
  }

  async #remove(below: string): Promise<void> {
    await rm(this.#at(below), { force: true }).catch(() => {});
  }

  async #has(below: string): Promise<boolean> {
    return stat(this.#at(below)).then(
      () => true,
      () => false,
    );
  }

  #at(below: string): string {
    return path.join(this.#store.dir, below);
  }
}
