import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { sealFile, syncFolder, writeDurable } from './disk.ts';
import type { WriterLock } from './lock.ts';
import { type FileRef, filesOf, type Manifest, writeManifest } from './manifest.ts';

/** The names of the files at the top of the index folder. */
export const MANIFEST = 'manifest.json';
export const LOCK = 'lock';
/** The folders whose content is listed in the manifest; nothing else is ever swept. */
const FOLDERS = ['segments', 'models', 'glossary'] as const;
const UNFINISHED = 'unfinished';

/** The index folder as it stands. */
interface IndexFolder {
  readonly dir: string;
  manifest(): Promise<Manifest>;
  checkSize(file: FileRef): Promise<void>;
}

/** Writes the files of the next generation, then switches to it. */
export class IndexWriter {
  readonly #store: IndexFolder;
  readonly #lock: WriterLock;

  constructor(store: IndexFolder, lock: WriterLock) {
    this.#store = store;
    this.#lock = lock;
  }

  /** Makes a folder of its own for new files and gives its path below the index folder. */
  async makeFolder(kind: (typeof FOLDERS)[number]): Promise<string> {
    const below = `${kind}/${randomBytes(6).toString('hex')}`;
    await mkdir(this.#at(below), { recursive: true });
    return below;
  }

  /** Where vectors are kept that a run has made and no generation holds yet. */
  get journals(): string {
    return this.#at(UNFINISHED);
  }

  /** Where a file of the index lies. */
  pathOf(file: FileRef): string {
    return this.#at(file.path);
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
      if (name.startsWith(`${MANIFEST}.`)) await this.#remove(name);
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
