import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PapersError } from '../errors.ts';
import { DTYPES, type Dtype } from './models.ts';

/** What every model folder has beside its weights. */
export const SMALL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;

/** Of files of weights, so many blocks of so many bytes are read for the fingerprint. */
const SAMPLES = 32;
const SAMPLE_BYTES = 1 << 16;

/** What is read of a model's config.json. */
export interface ModelConfig {
  /** Numbers in a vector. */
  readonly hiddenSize?: number;
  /** How many further files the weights of a format are split into. */
  dataFiles(weights: string): number;
}

/**
 * Reads config.json.
 *
 * @throws PapersError `bad_input` when it is not a JSON object.
 */
export function readModelConfig(json: string, path: string): ModelConfig {
  let config: Record<string, unknown>;
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== 'object' || read === null) throw new Error('not an object');
    config = read as Record<string, unknown>;
  } catch (cause) {
    throw new PapersError('bad_input', `${path}: expected the JSON object of a model's configuration`, { cause });
  }
  const size = [config.hidden_size, config.d_model, config.dim].find((value) => Number.isInteger(value));
  const own = config['transformers.js_config'] as { use_external_data_format?: unknown } | undefined;
  const external = own?.use_external_data_format;
  return {
    ...(size !== undefined && { hiddenSize: Number(size) }),
    dataFiles(weights) {
      const table = external as Record<string, unknown> | undefined | null;
      const count = typeof external === 'object' ? (table?.[weights] ?? table?.model ?? 0) : external;
      return Math.min(100, Math.max(0, Math.trunc(Number(count)) || 0));
    },
  };
}

/** The files of weights of a model, by path within its folder. */
export function weightFiles(config: ModelConfig, dtype: Dtype): string[] {
  const weights = DTYPES[dtype];
  const files = [`onnx/${weights}`];
  for (let at = 0; at < config.dataFiles(weights); at++) files.push(`onnx/${weights}_data${at === 0 ? '' : `_${at}`}`);
  return files;
}

/** Where a model lies in the cache. */
export function modelFolder(modelDir: string, name: string): string {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(name) || name.includes('..')) {
    throw new PapersError(
      'bad_config',
      `expected a model's name on the hub, such as Xenova/multilingual-e5-small, got ${JSON.stringify(name.slice(0, 100))}`,
    );
  }
  return resolve(modelDir, ...name.split('/'));
}

/** A model folder that has all it needs, or what it lacks. */
export type ModelOnDisk =
  | {
      readonly missing: readonly string[];
      /** Weights of other formats that are there. */
      readonly present: readonly string[];
      /** Not one file of a model is there. */
      readonly nothing: boolean;
    }
  | { readonly missing: null; readonly config: ModelConfig; readonly files: readonly string[] };

/** Looks at a model folder. Files appear in it whole (they are renamed into place), so being there is being complete. */
export async function lookAtModel(folder: string, dtype: Dtype): Promise<ModelOnDisk> {
  const path = join(folder, 'config.json');
  const json = await readFile(path, 'utf8').catch(() => undefined);
  const config = json === undefined ? undefined : readModelConfig(json, path);
  const files = [...SMALL_FILES, ...(config ? weightFiles(config, dtype) : [`onnx/${DTYPES[dtype]}`])];
  const missing: string[] = [];
  for (const file of files) if (!(await isFile(join(folder, file)))) missing.push(file);
  if (config && missing.length === 0) return { missing: null, config, files };
  const present = (await readdir(join(folder, 'onnx')).catch(() => [])).filter((name) => name.endsWith('.onnx'));
  return { missing, present, nothing: missing.length === files.length && present.length === 0 };
}

/**
 * A hash that tells models apart: small files whole, weights by their size and samples over all their length (any
 * training or conversion changes numbers everywhere).
 */
export async function hashModel(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of files) {
    const file = await open(join(folder, name), 'r');
    try {
      const { size } = await file.stat();
      hash.update(`${name} ${size}\n`);
      const small = (SMALL_FILES as readonly string[]).includes(name);
      for (const [from, length] of small ? [[0, size] as const] : samples(size)) {
        hash.update(await readAt(file, from, length));
      }
    } finally {
      await file.close();
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function samples(size: number): (readonly [number, number])[] {
  if (size <= SAMPLES * SAMPLE_BYTES) return [[0, size]];
  const step = (size - SAMPLE_BYTES) / (SAMPLES - 1);
  return Array.from({ length: SAMPLES }, (_, at) => [Math.floor(at * step), SAMPLE_BYTES] as const);
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
