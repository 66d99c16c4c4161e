import { componentErrors } from './component-limits.ts';
import { LIMITS } from './limits.ts';
import { codePoints, type FormErrors, type Path } from './refusal.ts';
import type { EditBody, EmbedBody, MessageBody } from './schemas.ts';
import { urlErrors } from './url-limits.ts';
import { type Json, MessageFlag } from './wire.ts';

/**
 * Adds to `errors` everything in a message body that Discord refuses as an invalid form, under `at` (`data` for a callback).
 * `v2` says whether the message is, or becomes, one of components of the second generation.
 */
export function messageErrors(body: MessageBody | EditBody, v2: boolean, errors: FormErrors, at: Path): void {
  errors.maxLength([...at, 'content'], body.content, LIMITS.content);
  embedsErrors(body.embeds ?? [], errors, [...at, 'embeds']);
  if ((body.attachments?.length ?? 0) > LIMITS.attachments) {
    errors.add([...at, 'attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.attachments} or fewer in length.`);
  }
  if ('nonce' in body && typeof body.nonce === 'string') errors.maxLength([...at, 'nonce'], body.nonce, LIMITS.nonce);
  if (v2) {
    for (const field of ['content', 'embeds'] as const) {
      if (body[field]?.length) {
        errors.add(
          [...at, field],
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        );
      }
    }
  }
  componentErrors(body.components ?? [], v2, errors, [...at, 'components']);
}

function embedsErrors(embeds: readonly EmbedBody[], errors: FormErrors, at: Path): void {
  if (embeds.length > LIMITS.embeds) {
    errors.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.embeds} or fewer in length.`);
  }
  embeds.forEach((embed, index) => {
    embedErrors(embed, errors, [...at, index]);
  });
  if (embeds.reduce((total, embed) => total + embedLength(embed), 0) > LIMITS.embedTotal) {
    errors.add(at, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${LIMITS.embedTotal}`);
  }
}

function embedErrors(embed: EmbedBody, errors: FormErrors, at: Path): void {
  errors.maxLength([...at, 'title'], embed.title, LIMITS.embedTitle);
  errors.maxLength([...at, 'description'], embed.description, LIMITS.embedDescription);
  errors.maxLength([...at, 'footer', 'text'], embed.footer?.text, LIMITS.footer);
  errors.maxLength([...at, 'author', 'name'], embed.author?.name, LIMITS.embedAuthor);
  if (embed.author && embed.author.name.trim() === '') errors.required([...at, 'author', 'name']);
  const fields = embed.fields ?? [];
  if (fields.length > LIMITS.embedFields) {
    errors.add([...at, 'fields'], 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.embedFields} or fewer in length.`);
  }
  fields.forEach((field, index) => {
    for (const [key, max] of [['name', LIMITS.fieldName] as const, ['value', LIMITS.fieldValue] as const]) {
      const here = [...at, 'fields', index, key];
      if (field[key].trim() === '') errors.required(here);
      errors.maxLength(here, field[key], max);
    }
  });
  urlErrors(embed.url, ['http', 'https'], errors, [...at, 'url']);
  urlErrors(embed.author?.url, ['http', 'https'], errors, [...at, 'author', 'url']);
  const pictures = ['http', 'https', 'attachment'];
  urlErrors(embed.author?.icon_url, pictures, errors, [...at, 'author', 'icon_url']);
  urlErrors(embed.footer?.icon_url, pictures, errors, [...at, 'footer', 'icon_url']);
  urlErrors(embed.image?.url, pictures, errors, [...at, 'image', 'url']);
  urlErrors(embed.thumbnail?.url, pictures, errors, [...at, 'thumbnail', 'url']);
  const shown = [embed.title, embed.description, embed.footer?.text, embed.author?.name, embed.image, embed.thumbnail];
  if (fields.length === 0 && !shown.some((part) => (typeof part === 'string' ? part.trim() : part))) {
    errors.required([...at, 'description']);
  }
}

/** What an embed counts towards the 6,000: title, description, field names and values, footer, author. */
function embedLength(embed: EmbedBody): number {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  return [embed.title, embed.description, embed.footer?.text, embed.author?.name, ...fields].reduce(
    (total, part) => total + codePoints(part?.trim() ?? ''),
    0,
  );
}

/** Whether a message of these parts would show nothing, which Discord refuses with 50006. Buttons alone show nothing, except in V2. */
export function isEmpty(message: {
  content: string;
  embeds: Json[];
  attachments: Json[];
  components: unknown[];
  flags: number;
}): boolean {
  const v2 = (message.flags & MessageFlag.componentsV2) !== 0;
  if (v2) return message.components.length === 0;
  return message.content === '' && message.embeds.length === 0 && message.attachments.length === 0;
}
