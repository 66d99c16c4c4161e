import { z } from 'zod';

/** Shapes of components in requests, strict: a field that Discord does not document fails. Lengths are limits' business. */

export const snowflake = z.string().regex(/^\d{17,20}$/, 'Value is not a snowflake.');

const id = { id: z.int().min(0).nullish() };
const emoji = z.strictObject({
  id: snowflake.nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});
const media = z.strictObject({ url: z.string() });

const button = z.strictObject({
  type: z.literal(2),
  ...id,
  style: z.int().min(1).max(6),
  label: z.string().nullish(),
  emoji: emoji.nullish(),
  custom_id: z.string().nullish(),
  url: z.string().nullish(),
  sku_id: snowflake.nullish(),
  disabled: z.boolean().nullish(),
});

const select = {
  ...id,
  custom_id: z.string(),
  placeholder: z.string().nullish(),
  min_values: z.int().min(0).max(25).nullish(),
  max_values: z.int().min(1).max(25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};
const stringSelect = z.strictObject({
  type: z.literal(3),
  ...select,
  options: z.array(
    z.strictObject({
      label: z.string(),
      value: z.string(),
      description: z.string().nullish(),
      emoji: emoji.nullish(),
      default: z.boolean().nullish(),
    }),
  ),
});
const entitySelect = z.strictObject({
  type: z.literal([5, 6, 7, 8]),
  ...select,
  channel_types: z.array(z.int()).nullish(),
  default_values: z.array(z.strictObject({ id: snowflake, type: z.enum(['user', 'role', 'channel']) })).nullish(),
});
const textInput = z.strictObject({
  type: z.literal(4),
  ...id,
  custom_id: z.string(),
  style: z.int().min(1).max(2),
  label: z.string().nullish(),
  min_length: z.int().min(0).max(4000).nullish(),
  max_length: z.int().min(1).max(4000).nullish(),
  required: z.boolean().nullish(),
  value: z.string().nullish(),
  placeholder: z.string().nullish(),
});

const actionRow = z.strictObject({
  type: z.literal(1),
  ...id,
  components: z.array(z.discriminatedUnion('type', [button, stringSelect, entitySelect])),
});

const textDisplay = z.strictObject({ type: z.literal(10), ...id, content: z.string() });
const thumbnail = z.strictObject({
  type: z.literal(11),
  ...id,
  media,
  description: z.string().nullish(),
  spoiler: z.boolean().nullish(),
});
const section = z.strictObject({
  type: z.literal(9),
  ...id,
  components: z.array(textDisplay),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});
const mediaGallery = z.strictObject({
  type: z.literal(12),
  ...id,
  items: z.array(z.strictObject({ media, description: z.string().nullish(), spoiler: z.boolean().nullish() })),
});
const file = z.strictObject({ type: z.literal(13), ...id, file: media, spoiler: z.boolean().nullish() });
const separator = z.strictObject({
  type: z.literal(14),
  ...id,
  divider: z.boolean().nullish(),
  spacing: z.int().min(1).max(2).nullish(),
});
const container = z.strictObject({
  type: z.literal(17),
  ...id,
  components: z.array(z.discriminatedUnion('type', [actionRow, textDisplay, section, mediaGallery, separator, file])),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().nullish(),
});

/** A top-level component of a message: an action row, or one of the second generation. */
export const messageComponent = z.discriminatedUnion('type', [
  actionRow,
  textDisplay,
  section,
  mediaGallery,
  separator,
  file,
  container,
]);

/** A top-level component of a modal: a row with a text input, a label with an input or a menu, or text. */
export const modalComponent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(1), ...id, components: z.array(textInput) }),
  z.strictObject({
    type: z.literal(18),
    ...id,
    label: z.string(),
    description: z.string().nullish(),
    component: z.discriminatedUnion('type', [textInput, stringSelect, entitySelect]),
  }),
  textDisplay,
]);

export type MessageComponent = z.infer<typeof messageComponent>;
export type ModalComponent = z.infer<typeof modalComponent>;
export type Button = z.infer<typeof button>;
export type StringSelect = z.infer<typeof stringSelect>;
export type TextInput = z.infer<typeof textInput>;
export type ComponentEmoji = z.infer<typeof emoji>;
