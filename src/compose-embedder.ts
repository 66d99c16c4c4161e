import type { Config } from './config.ts';
import { type ChosenEmbedder, chooseEmbedder, type EmbedderNote } from './embed/choose.ts';

const chosen = new WeakMap<Config, Promise<ChosenEmbedder>>();
const notes = new WeakMap<Config, EmbedderNote>();

/**
 * The embedder that the settings choose. Everything that runs on one `config` shares it: a model is loaded once, however
 * often the index is opened or brought up to date. Throws what `chooseEmbedder` throws.
 */
export function chosenEmbedder(config: Config): Promise<ChosenEmbedder> {
  const former = chosen.get(config);
  if (former) return former;
  const choice = chooseEmbedder(config, { onWarning: (message) => process.stderr.write(`warning: ${message}\n`) });
  chosen.set(config, choice);
  choice.then(
    (made) => {
      if (made.kind === 'builtin' && made.note) notes.set(config, made.note);
    },
    () => chosen.delete(config),
  );
  return choice;
}

/** What would make a better embedder available, once {@link chosenEmbedder} has chosen. */
export function embedderNote(config: Config): EmbedderNote | undefined {
  return notes.get(config);
}
