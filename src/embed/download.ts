import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PapersError } from '../errors.ts';
import { fetchFile } from './fetch-file.ts';
import { Hub, HubError, type HubFile } from './hub.ts';
import { lookAtModel, modelFolder, readModelConfig, SMALL_FILES, weightFiles } from './model-files.ts';
import type { Dtype } from './models.ts';
import { PATIENCE, type Patience, persist } from './patience.ts';

/** Says which commit a folder's files are of, so that a later download does not mix two. */
const RECORD = 'download.json';
/** What is asked for when no commit is known. */
const MAIN = 'main';

export interface DownloadOptions {
  /** Name on the hub: `Xenova/multilingual-e5-small`. */
  readonly model: string;
  readonly dtype: Dtype;
  /** The cache; the model goes to `<modelDir>/<name>`. */
  readonly modelDir: string;
  /** Address of the hub. */
  readonly endpoint: string;
  readonly token?: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

export interface DownloadProgress {
  /** The file at work. */
  readonly file: string;
  /** Bytes of all files, and how many of them are here. */
  readonly total: number;
  readonly done: number;
}

export interface Downloaded {
  readonly folder: string;
  /** Bytes of its files. 0 when they all were there and nothing was asked of the hub. */
  readonly bytes: number;
}

/**
 * Fetches a model into the cache, once: a whole model costs no request, an interrupted download goes on where it was.
 *
 * @throws PapersError `not_found` when the hub has no such model or weights, `unavailable` when it cannot be reached,
 *   `bad_config` for an impossible name, `cancelled` when `signal` aborts.
 */
export async function downloadModel(options: DownloadOptions): Promise<Downloaded> {
  const folder = modelFolder(options.modelDir, options.model);
  const there = await lookAtModel(folder, options.dtype);
  if (there.missing === null) return { folder, bytes: 0 };
  await mkdir(folder, { recursive: true });
  return new Download(options, folder).run();
}

class Download {
  readonly #options: DownloadOptions;
  readonly #folder: string;
  readonly #hub: Hub;
  readonly #patience: Patience;
  #revision = MAIN;

  constructor(options: DownloadOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#hub = new Hub(options.endpoint, options.token);
    this.#patience = options.patience ?? PATIENCE;
  }

  async run(): Promise<Downloaded> {
    this.#revision = (await this.#recorded()) ?? MAIN;
    const config = await this.#about('config.json');
    if (this.#revision === MAIN && config.commit && /^[0-9a-f]{40}$/.test(config.commit)) {
      this.#revision = config.commit;
      await this.#record(config.commit);
    }
    // The configuration says which files there are; it is small.
    await this.#fetch(config, () => undefined);
    const path = join(this.#folder, 'config.json');
    const weights = weightFiles(readModelConfig(await readFile(path, 'utf8'), path), this.#options.dtype);
    const files = [config];
    for (const name of [...SMALL_FILES.slice(1), ...weights]) files.push(await this.#about(name));
    const total = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
    let before = 0;
    for (const file of files) {
      const from = before;
      let got = 0;
      const report = (bytes: number): void => {
        got = bytes;
        this.#options.onProgress?.({ file: file.path, total, done: from + bytes });
      };
      if (file !== config) await this.#fetch(file, report);
      before = from + (file.size ?? got);
      this.#options.onProgress?.({ file: file.path, total, done: before });
    }
    return { folder: this.#folder, bytes: before };
  }

  async #about(path: string): Promise<HubFile> {
    const { model, dtype, endpoint, signal } = this.#options;
    const ask = async (): Promise<HubFile> => {
      const stall = AbortSignal.timeout(this.#patience.stallMs);
      try {
        return await this.#hub.about(model, this.#revision, path, signal ? AbortSignal.any([signal, stall]) : stall);
      } catch (cause) {
        if (!stall.aborted || signal?.aborted) throw cause;
        throw new HubError(`${endpoint} did not answer in ${this.#patience.stallMs} ms`, { again: true, cause });
      }
    };
    try {
      return await persist(ask, this.#patience, signal);
    } catch (error) {
      if (!(error instanceof HubError) || error.status !== 404 || !path.startsWith('onnx/')) throw error;
      throw new PapersError(
        'not_found',
        `${model} has no ${path}: choose another EMBEDDING_DTYPE than ${dtype}, or a copy of the model made for Transformers.js (their names begin with Xenova/ or onnx-community/)`,
        { cause: error },
      );
    }
  }

  async #fetch(file: HubFile, onBytes: (done: number) => void): Promise<void> {
    const { model, signal } = this.#options;
    const to = join(this.#folder, file.path);
    // Files are renamed into place whole, and all are of one commit: what is there is right.
    const there = await open(to, 'r').catch(() => undefined);
    if (there) return there.close();
    const url = this.#hub.url(model, this.#revision, file.path);
    await fetchFile({ hub: this.#hub, url, file, to, patience: this.#patience, onBytes, signal });
  }

  async #recorded(): Promise<string | undefined> {
    const json = await readFile(join(this.#folder, RECORD), 'utf8').catch(() => '{}');
    try {
      const { commit } = JSON.parse(json) as { commit?: unknown };
      return typeof commit === 'string' && /^[0-9a-f]{40}$/.test(commit) ? commit : undefined;
    } catch {
      return undefined;
    }
  }

  async #record(commit: string): Promise<void> {
    const { model, endpoint } = this.#options;
    const path = join(this.#folder, RECORD);
    const file = await open(`${path}.part`, 'w');
    try {
      await file.writeFile(`${JSON.stringify({ model, endpoint, commit }, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
  }
}
