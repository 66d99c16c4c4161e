import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { traitsFor, transformersModel } from '../embed/choose.ts';
import { downloadModel } from '../embed/download.ts';
import { DTYPE_NAMES, type Dtype } from '../embed/models.ts';
import { isLibraryInstalled } from '../embed/transformers.ts';
import { ADD_LIBRARY_COMMAND } from '../embed/transformers-protocol.ts';
import { PapersError } from '../errors.ts';
import { REBUILD_COMMAND } from '../library/manifest.ts';
import { downloadProgress } from '../terminal/download-progress.ts';
import { configOf, print, printJson } from './context.ts';

interface DownloadCommandOptions {
  readonly dtype?: Dtype;
  readonly json?: boolean;
}

/** `papers model` */
export function addModel(program: Command): void {
  const model = program.command('model').description('the embedding model that runs on this machine');
  model
    .command('download')
    .description('fetch its files once into MODEL_DIR; goes on where an earlier try was cut off')
    .argument('[name]', 'name on the Hugging Face hub (default: EMBEDDING_MODEL, then Xenova/multilingual-e5-small)')
    .addOption(new Option('--dtype <dtype>', 'which weights (default: EMBEDDING_DTYPE, then q8)').choices(DTYPE_NAMES))
    .option('--json', 'print one JSON object: model, dtype, folder, bytes')
    .action(download);
}

async function download(name: string | undefined, options: DownloadCommandOptions, command: Command): Promise<void> {
  const config = configOf(command);
  const { EMBEDDING_MODEL_PATH } = config;
  if (EMBEDDING_MODEL_PATH && name === undefined && config.EMBEDDING_MODEL === undefined) {
    throw new PapersError('bad_input', 'EMBEDDING_MODEL_PATH names the model already: say which one to download');
  }
  const { model } =
    name === undefined ? transformersModel({ ...config, EMBEDDING_MODEL_PATH: undefined }) : { model: name };
  const dtype = options.dtype ?? traitsFor(model, config).dtype;
  const progress = options.json ? undefined : downloadProgress(process.stderr);
  const aborted = new AbortController();
  const abort = () => aborted.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const { folder, bytes } = await downloadModel({
      model,
      dtype,
      modelDir: config.MODEL_DIR,
      endpoint: config.HF_ENDPOINT,
      ...(config.HF_TOKEN !== undefined && { token: config.HF_TOKEN }),
      signal: aborted.signal,
      onProgress: (now) => progress?.show(now),
    });
    progress?.end();
    if (options.json) return printJson({ model, dtype, folder, bytes });
    print(
      bytes === 0 ? `${model} is there already: ${folder}` : `${model} is there now (${megabytes(bytes)}): ${folder}`,
    );
    for (const line of nextSteps(model, dtype, config)) print(line);
  } finally {
    progress?.end();
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

/** What is still to do before the model is used. */
function nextSteps(model: string, dtype: Dtype, config: Config): string[] {
  const steps: string[] = [];
  if (!isLibraryInstalled()) steps.push(`Add the package that runs it: ${ADD_LIBRARY_COMMAND}`);
  if (config.EMBEDDER !== 'auto' && config.EMBEDDER !== 'transformers') steps.push('Set EMBEDDER=auto');
  if (config.EMBEDDING_MODEL_PATH) steps.push('Unset EMBEDDING_MODEL_PATH');
  else if (transformersModel(config).model !== model) steps.push(`Set EMBEDDING_MODEL=${model}`);
  if (traitsFor(model, config).dtype !== dtype) steps.push(`Set EMBEDDING_DTYPE=${dtype}`);
  return [...steps, `Make the index with it: ${REBUILD_COMMAND}`];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
