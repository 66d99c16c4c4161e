import type { AutocompleteInteraction } from 'discord.js';
import type { Choice } from '../chat/described.ts';
import { commandNamed, readOptions, sceneOf } from './command-call.ts';
import type { Context } from './context.ts';
import { cutText } from './cut.ts';
import { languageFor } from './language.ts';
import { LIMITS } from './limits.ts';
import { clean, oneLine } from './markdown.ts';
import { report } from './refusals.ts';

/** Milliseconds after which there are no suggestions rather than late ones. */
const DEADLINE = 2_000;

/** Answers what is being typed with suggestions: at once, because this cannot be deferred, and with none when anything fails. */
export async function onAutocomplete(
  interaction: AutocompleteInteraction,
  arrivedAt: number,
  context: Context,
): Promise<void> {
  const where = { interaction: interaction.id, command: interaction.commandName };
  const choices = await suggest(interaction, context).catch((error) => {
    report(context, error, 'suggest', where);
    return [];
  });
  await interaction.respond(fitted(choices));
  const ms = performance.now() - arrivedAt;
  context.meter.acknowledged('autocomplete', ms);
  context.meter.finished('autocomplete', interaction.commandName, 'done', ms);
}

async function suggest(interaction: AutocompleteInteraction, context: Context): Promise<readonly Choice[]> {
  const command = commandNamed(context.commands, interaction.commandName);
  if (!command?.autocomplete || context.jobs.stopping) return [];
  const { place, settings } = await sceneOf(interaction, context.services);
  const { locale, guildLocale } = interaction;
  const language = languageFor({ locale, serverLocale: guildLocale ?? undefined, settings, isPrivate: true });
  const { name, value } = interaction.options.getFocused(true);
  const call = { ...place, ...readOptions(interaction.options.data), language };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Choice[]>((resolve) => {
    timer = setTimeout(() => resolve([]), DEADLINE);
  });
  try {
    return await Promise.race([command.autocomplete(name, String(value), call, context.services), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Choices as Discord takes them: 25, each with a name and a value of 100 characters. */
function fitted(choices: readonly Choice[]): { name: string; value: string }[] {
  return choices
    .map(({ name, value }) => ({ name: cutText(oneLine(clean(name)).trim(), LIMITS.choiceText), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= LIMITS.choiceText)
    .slice(0, LIMITS.choices);
}
