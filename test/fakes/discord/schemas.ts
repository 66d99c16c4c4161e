import { z } from 'zod';
import { messageComponent, modalComponent, snowflake } from './component-schemas.ts';

/**
 * The request bodies of the routes the fake speaks, as Discord documents them, strict: an unknown field is refused and noted as
 * a violation. Only shapes are here; how long a text or a list may be is in the modules named for their limits, because there the refusal must be in
 * Discord's words.
 */

const text = z.string().nullish();
const image = z.strictObject({
  url: z.string(),
  proxy_url: text,
  height: z.int().nullish(),
  width: z.int().nullish(),
});
const embed = z.strictObject({
  title: text,
  type: z.literal('rich').nullish(),
  description: text,
  url: text,
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.strictObject({ text: z.string(), icon_url: text, proxy_icon_url: text }).nullish(),
  image: image.nullish(),
  thumbnail: image.nullish(),
  author: z.strictObject({ name: z.string(), url: text, icon_url: text, proxy_icon_url: text }).nullish(),
  fields: z.array(z.strictObject({ name: z.string(), value: z.string(), inline: z.boolean().nullish() })).nullish(),
});

const allowedMentions = z.strictObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
  users: z.array(snowflake).max(100).optional(),
  roles: z.array(snowflake).max(100).optional(),
  replied_user: z.boolean().optional(),
});

const attachment = z.strictObject({
  id: z.union([z.string(), z.int()]),
  filename: text,
  description: text,
  title: text,
  duration_secs: z.number().nullish(),
  waveform: text,
});

const messageFields = {
  content: text,
  embeds: z.array(embed).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  components: z.array(messageComponent).nullish(),
  attachments: z.array(attachment).nullish(),
  flags: z.int().min(0).nullish(),
  // discord.js sends `tts: false` and `enforce_nonce: false` with every message, edits included; Discord takes them.
  tts: z.boolean().nullish(),
  nonce: z.union([z.string(), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
};

/** POST of a message to a channel. */
export const messageCreate = z.strictObject({
  ...messageFields,
  sticker_ids: z.array(snowflake).nullish(),
  message_reference: z
    .strictObject({
      type: z.literal(0).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
});

/** PATCH of any message, the update of a component's message, and a reply through a webhook. */
export const messageEdit = z.strictObject(messageFields);

const localizations = z.record(z.string(), z.string()).nullish();
const choice = z.strictObject({
  name: z.string(),
  name_localizations: localizations,
  value: z.union([z.string(), z.number()]),
});

/** POST of the answer to an interaction. */
export const interactionCallback = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(4), data: messageEdit }),
  z.strictObject({ type: z.literal(5), data: z.strictObject({ flags: z.int().min(0).nullish() }).nullish() }),
  z.strictObject({ type: z.literal(6), data: z.null().optional() }),
  z.strictObject({ type: z.literal(7), data: messageEdit }),
  z.strictObject({ type: z.literal(8), data: z.strictObject({ choices: z.array(choice) }) }),
  z.strictObject({
    type: z.literal(9),
    data: z.strictObject({ custom_id: z.string(), title: z.string(), components: z.array(modalComponent) }),
  }),
]);

/** One option of an application command; subcommands hold options of their own. */
const commandOption = z.strictObject({
  type: z.int().min(1).max(11),
  name: z.string(),
  name_localizations: localizations,
  description: z.string(),
  description_localizations: localizations,
  required: z.boolean().nullish(),
  choices: z.array(choice).nullish(),
  channel_types: z.array(z.int()).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.int().min(0).max(6000).nullish(),
  max_length: z.int().min(1).max(6000).nullish(),
  autocomplete: z.boolean().nullish(),
  get options() {
    return z.array(commandOption).nullish();
  },
});

/** An application command, to create, to change or in a list that replaces all. */
export const command = z.strictObject({
  id: snowflake.optional(),
  type: z.int().min(1).max(3).nullish(),
  name: z.string(),
  name_localizations: localizations,
  description: text,
  description_localizations: localizations,
  options: z.array(commandOption).nullish(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).nullish(),
});
export const commandPatch = command.partial();
export const commandList = z.array(command);

const threadFields = {
  name: z.string(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10080]).nullish(),
  rate_limit_per_user: z.int().min(0).max(21600).nullish(),
};
// discord.js sends the type here too, where it is ignored.
export const threadFromMessage = z.strictObject({ ...threadFields, type: z.literal([10, 11]).nullish() });
export const threadWithoutMessage = z.strictObject({
  ...threadFields,
  type: z.literal([10, 11, 12]).nullish(),
  invitable: z.boolean().nullish(),
});
export const threadPatch = z
  .strictObject({ ...threadFields, archived: z.boolean(), locked: z.boolean(), invitable: z.boolean() })
  .partial();

export const directMessageCreate = z.strictObject({ recipient_id: snowflake });

/** Nothing: the body of a route that takes none. */
export const empty = z.undefined();

export type MessageBody = z.infer<typeof messageCreate>;
export type EditBody = z.infer<typeof messageEdit>;
export type EmbedBody = z.infer<typeof embed>;
export type AllowedMentions = z.infer<typeof allowedMentions>;
export type CallbackBody = z.infer<typeof interactionCallback>;
export type Choice = z.infer<typeof choice>;
export type ModalBody = Extract<CallbackBody, { type: 9 }>['data'];
export type CommandBody = z.infer<typeof command>;
export type CommandOption = z.infer<typeof commandOption>;
