import { type Message as DiscordMessage, Events, type Interaction } from 'discord.js';
import { onAutocomplete } from './autocomplete.ts';
import { onMessageMenu, onSlashCommand } from './commands.ts';
import type { Context } from './context.ts';
import { Pace } from './pace.ts';
import { onPress } from './press.ts';
import { report } from './refusals.ts';
import { onSaid } from './said.ts';

/** Takes everything that people do with the bot to what answers it. Nothing that goes wrong there gets any further. */
export function dispatch(context: Context): void {
  const { client, jobs } = context;
  const pace = new Pace();
  client.on(Events.InteractionCreate, (interaction) => {
    const arrivedAt = performance.now();
    const where = {
      interaction: interaction.id,
      user: interaction.user.id,
      channel: interaction.channelId ?? undefined,
    };
    pace.begin(() => guard(answer(interaction, arrivedAt, context), 'answer an interaction', where));
  });
  client.on(Events.MessageCreate, (said) => {
    const arrivedAt = performance.now();
    pace.begin(() => guard(onSaid(said, arrivedAt, context), 'answer a message', whereSaid(said)));
  });
  // A question that was deleted needs no answer.
  client.on(Events.MessageDelete, ({ id }) => jobs.drop(id));

  function guard(work: Promise<void>, doing: string, where: Record<string, string | undefined>): void {
    jobs.track(work).catch((error) => report(context, error, doing, where));
  }
}

async function answer(interaction: Interaction, arrivedAt: number, context: Context): Promise<void> {
  if (interaction.isAutocomplete()) return onAutocomplete(interaction, arrivedAt, context);
  if (interaction.isChatInputCommand()) return onSlashCommand(interaction, arrivedAt, context);
  if (interaction.isMessageContextMenuCommand()) return onMessageMenu(interaction, arrivedAt, context);
  if (interaction.isButton() || interaction.isStringSelectMenu()) return onPress(interaction, arrivedAt, context);
  context.log.warn(
    { interaction: interaction.id, type: interaction.type },
    'an interaction of a kind that is not used here',
  );
}

function whereSaid({ id, author, channelId }: DiscordMessage) {
  return { message: id, user: author.id, channel: channelId };
}
