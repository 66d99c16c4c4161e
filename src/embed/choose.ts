import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { PapersError } from '../errors.ts';
import { lookAtModel, modelFolder } from './model-files.ts';
import { type FoundTraits, isKnownModel, type ModelTraits, traitsOf } from './models.ts';
import type { Embedder } from './port.ts';
import { isLibraryInstalled, TransformersEmbedder } from './transformers.ts';
import { ADD_LIBRARY_COMMAND } from './transformers-protocol.ts';

/** The model that `transformers` and `auto` use when none is named. */
export const DEFAULT_MODEL = 'Xenova/multilingual-e5-small';
const DEFAULT_OPENAI_MODEL = 'text-embedding-3-small';
const OPENAI_URL = 'https://api.openai.com/v1';

/** The command that fetches a model. */
export function downloadCommand(model: string): string {
  return `npm run -s papers -- model download${model === DEFAULT_MODEL ? '' : ` ${model}`}`;
}

/** Why the built-in embedder serves where a better one could. */
export interface EmbedderNote {
  readonly reason: 'library_missing' | 'weights_missing';
  /** The model that could be used. */
  readonly model: string;
  /** What to type, one after another. */
  readonly commands: readonly string[];
  /** One English sentence that says all of it. */
  readonly message: string;
}

/** The embedder that the settings choose. The built-in one is no object yet: indexing trains it and the index holds it. */
export type ChosenEmbedder =
  | { readonly kind: 'builtin'; readonly note?: EmbedderNote }
  | { readonly kind: 'given'; readonly embedder: Embedder };

/** The settings that decide. */
export type EmbedderSettings = Pick<
  Config,
  | 'EMBEDDER'
  | 'EMBEDDING_MODEL'
  | 'EMBEDDING_MODEL_PATH'
  | 'MODEL_DIR'
  | 'EMBEDDING_DTYPE'
  | 'EMBEDDING_POOLING'
  | 'EMBEDDING_QUERY_PREFIX'
  | 'EMBEDDING_PASSAGE_PREFIX'
  | 'EMBEDDING_DIMENSIONS'
  | 'EMBEDDING_MAX_TOKENS'
  | 'EMBEDDING_THREADS'
  | 'EMBEDDING_BATCH'
  | 'EMBEDDING_BASE_URL'
  | 'EMBEDDING_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'OPENAI_API_KEY'
>;

export interface ChooseOptions {
  /** Told of what went wrong without stopping anything. */
  readonly onWarning?: (message: string) => void;
  /** Whether Transformers.js is installed. Default: looks. */
  readonly libraryInstalled?: boolean;
}

/**
 * Chooses the embedder. Nothing is downloaded and no paid service is used unless `EMBEDDER=openai` says so; what `auto`
 * falls back to is said in a note, never silently.
 *
 * @throws PapersError `bad_config` when what was asked for by name is not there, with the command that adds it;
 *   `unavailable` when an outside model has to be asked for its dimensions and cannot be.
 */
export async function chooseEmbedder(settings: EmbedderSettings, options: ChooseOptions = {}): Promise<ChosenEmbedder> {
  if (settings.EMBEDDER === 'builtin') return { kind: 'builtin' };
  if (settings.EMBEDDER === 'openai') return { kind: 'given', embedder: await openAi(settings, options) };
  const wanted = transformersModel(settings);
  const note = await whatIsMissing(settings, wanted, options);
  if (!note) return { kind: 'given', embedder: await transformers(settings, wanted, options) };
  if (settings.EMBEDDER === 'auto') return { kind: 'builtin', note };
  throw new PapersError('bad_config', `EMBEDDER=transformers cannot be used: ${note.message}`);
}

/** The model of the settings and its folder. */
interface WantedModel {
  readonly model: string;
  readonly folder: string;
}

/** Which model the settings name for Transformers.js, and where it lies or would lie. */
export function transformersModel(
  settings: Pick<EmbedderSettings, 'EMBEDDING_MODEL' | 'EMBEDDING_MODEL_PATH' | 'MODEL_DIR'>,
): WantedModel {
  const path = settings.EMBEDDING_MODEL_PATH;
  if (path) return { model: settings.EMBEDDING_MODEL ?? nameOf(path), folder: resolve(path) };
  const model = settings.EMBEDDING_MODEL ?? DEFAULT_MODEL;
  return { model, folder: modelFolder(settings.MODEL_DIR, model) };
}

/** The traits the settings give a model. */
export function traitsFor(model: string, settings: Partial<EmbedderSettings>): FoundTraits {
  const overrides: { -readonly [K in keyof ModelTraits]?: ModelTraits[K] } = {};
  const { EMBEDDING_DTYPE, EMBEDDING_POOLING, EMBEDDING_MAX_TOKENS } = settings;
  const { EMBEDDING_QUERY_PREFIX, EMBEDDING_PASSAGE_PREFIX } = settings;
  if (EMBEDDING_DTYPE !== undefined) overrides.dtype = EMBEDDING_DTYPE;
  if (EMBEDDING_POOLING !== undefined) overrides.pooling = EMBEDDING_POOLING;
  if (EMBEDDING_MAX_TOKENS !== undefined) overrides.maxTokens = EMBEDDING_MAX_TOKENS;
  if (EMBEDDING_QUERY_PREFIX !== undefined) overrides.queryPrefix = EMBEDDING_QUERY_PREFIX;
  if (EMBEDDING_PASSAGE_PREFIX !== undefined) overrides.passagePrefix = EMBEDDING_PASSAGE_PREFIX;
  return traitsOf(model, overrides);
}

/** A folder may be called anything; its configuration often keeps the name of the model. */
function nameOf(path: string): string {
  const name = basename(resolve(path));
  if (isKnownModel(name)) return name;
  try {
    const config = JSON.parse(readFileSync(join(path, 'config.json'), 'utf8')) as { _name_or_path?: unknown };
    const written = config._name_or_path;
    if (typeof written === 'string' && isKnownModel(written)) return written;
  } catch {
    // A folder without a readable configuration is refused where it is opened.
  }
  return name;
}

async function whatIsMissing(
  settings: EmbedderSettings,
  { model, folder }: WantedModel,
  options: ChooseOptions,
): Promise<EmbedderNote | undefined> {
  const installed = options.libraryInstalled ?? isLibraryInstalled();
  const traits = traitsFor(model, settings);
  const found = await lookAtModel(folder, traits.dtype);
  if (installed && found.missing === null) return undefined;
  const fetchIt = found.missing !== null && !settings.EMBEDDING_MODEL_PATH;
  const commands = [...(installed ? [] : [ADD_LIBRARY_COMMAND]), ...(fetchIt ? [downloadCommand(model)] : [])];
  const reasons: string[] = [];
  if (!installed) reasons.push('the package @xenova/transformers is not installed');
  if (found.missing) {
    const where = settings.EMBEDDING_MODEL_PATH ? `EMBEDDING_MODEL_PATH=${settings.EMBEDDING_MODEL_PATH}` : folder;
    const others = found.present.length > 0 ? ` (there is ${found.present.join(', ')}: see EMBEDDING_DTYPE)` : '';
    reasons.push(
      found.nothing ? `its files are not in ${where}` : `${where} lacks ${found.missing.join(', ')}${others}`,
    );
  }
  const todo = commands.length > 0 ? `. To use it: ${commands.join(' && ')}` : '';
  return {
    reason: installed ? 'weights_missing' : 'library_missing',
    model,
    commands,
    message: `The embedding model ${model} is not used: ${reasons.join(', and ')}${todo}`,
  };
}

function transformers(
  settings: EmbedderSettings,
  { model, folder }: WantedModel,
  { onWarning }: ChooseOptions,
): Promise<Embedder> {
  const { EMBEDDING_DIMENSIONS, EMBEDDING_THREADS } = settings;
  return TransformersEmbedder.open({
    model,
    folder,
    traits: traitsFor(model, settings),
    ...(EMBEDDING_DIMENSIONS !== undefined && { keepDimensions: EMBEDDING_DIMENSIONS }),
    ...(EMBEDDING_THREADS !== undefined && { threads: EMBEDDING_THREADS }),
    ...(onWarning && { onWarning }),
  });
}

async function openAi(settings: EmbedderSettings, { onWarning }: ChooseOptions): Promise<Embedder> {
  const model = settings.EMBEDDING_MODEL ?? DEFAULT_OPENAI_MODEL;
  const answers = settings.OPENAI_BASE_URL ?? OPENAI_URL;
  const baseUrl = settings.EMBEDDING_BASE_URL ?? answers;
  // A key is for the server it was given for: that of the answers is not sent elsewhere.
  const sameServer = new URL(baseUrl).origin === new URL(answers).origin;
  const apiKey = settings.EMBEDDING_API_KEY ?? (sameServer ? settings.OPENAI_API_KEY : undefined);
  if (apiKey === undefined && baseUrl === OPENAI_URL) {
    throw new PapersError(
      'bad_config',
      'EMBEDDER=openai needs EMBEDDING_API_KEY or OPENAI_API_KEY, or an EMBEDDING_BASE_URL of a server that needs no key',
    );
  }
  // Its package takes a moment to load, and most commands run without it.
  const { OpenAiEmbedder } = await import('./openai.ts');
  return OpenAiEmbedder.open({
    model,
    baseUrl,
    traits: traitsFor(model, settings),
    ...(apiKey !== undefined && { apiKey }),
    ...(settings.EMBEDDING_DIMENSIONS !== undefined && { askDimensions: settings.EMBEDDING_DIMENSIONS }),
    ...(settings.EMBEDDING_BATCH !== undefined && { maxBatch: settings.EMBEDDING_BATCH }),
    ...(onWarning && { onWarning }),
  });
}
