import type { MessageEntity } from './entities.ts';
import { isEmpty, messageErrors } from './message-limits.ts';
import { FormErrors, type Path, refusals } from './refusal.ts';
import type { Call } from './route.ts';
import type { EditBody, MessageBody } from './schemas.ts';
import { type Json, MessageFlag } from './wire.ts';

/**
 * Checks a message body that is about to be sent or applied: limits (50035), emptiness (50006), and the rules of conduct, which are
 * noted, not refused. `before` is the message an edit changes. `at` is where the body stands in the request (`['data']` in a callback).
 */
export function checkMessage(
  call: Pick<Call<unknown>, 'realm' | 'where' | 'files'>,
  body: MessageBody | EditBody,
  before: MessageEntity | undefined,
  at: Path = [],
): void {
  conduct(call, body);
  const flags = (before?.flags ?? 0) | (body.flags ?? 0);
  const errors = new FormErrors();
  messageErrors(body, (flags & MessageFlag.componentsV2) !== 0, errors, at);
  errors.throwIfAny();
  const left = {
    content: body.content === undefined ? (before?.content ?? '') : (body.content?.trim() ?? ''),
    embeds: (body.embeds === undefined ? (before?.embeds ?? []) : (body.embeds ?? [])) as Json[],
    attachments: [
      ...call.files.map(() => ({})),
      ...(body.attachments === undefined ? (before?.attachments ?? []) : []),
    ],
    components: body.components === undefined ? (before?.components ?? []) : (body.components ?? []),
    flags,
  };
  if (isEmpty(left)) throw refusals.emptyMessage();
}

/** Attachments of a message: those kept by the body's list, and the files that came with it. */
export function attachmentsOf(call: Call<unknown>, body: EditBody, before?: MessageEntity): Json[] | undefined {
  if (call.files.length === 0 && body.attachments == null) return before ? undefined : [];
  const { world } = call.realm;
  const kept = (before?.attachments ?? []).filter(
    ({ id }) => body.attachments == null || body.attachments.some((wanted) => wanted.id === id),
  );
  const added = call.files.map((file) => {
    const meta = body.attachments?.find(({ id }) => String(id) === file.index);
    const id = world.ids.next();
    const url = `https://cdn.discordapp.com/attachments/${call.params.channel_id ?? world.bot.id}/${id}/${encodeURIComponent(file.filename)}`;
    return {
      id,
      filename: file.filename,
      size: file.size,
      url,
      proxy_url: url.replace('cdn.discordapp.com', 'media.discordapp.net'),
      content_type: file.contentType,
      ...(meta?.description ? { description: meta.description } : {}),
    };
  });
  return [...kept, ...added];
}

/** What Discord takes and a good bot does not do. */
function conduct({ realm, where }: Pick<Call<unknown>, 'realm' | 'where'>, body: MessageBody | EditBody): void {
  const note = (message: string) => realm.journal.violation('conduct', where, message);
  const parse = body.allowed_mentions?.parse;
  if (!parse || parse.length > 0) {
    note(`allowed_mentions must be there with parse: [], not ${JSON.stringify(body.allowed_mentions)}`);
  }
  const urls = (body.embeds ?? []).map(({ url }) => url).filter((url) => url != null);
  if (new Set(urls).size < urls.length) note('embeds that share one url collapse into the first');
}
