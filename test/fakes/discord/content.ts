import type { Snowflakes } from './clock.ts';
import type { MessageComponent } from './component-schemas.ts';
import type { EmbedBody } from './schemas.ts';
import { ComponentType, type Json } from './wire.ts';

/** An embed as Discord gives it back: trimmed, typed, without nulls, pictures with a proxy. */
export function sanitiseEmbed(embed: EmbedBody): Json {
  const text = (value: string | null | undefined) => value?.trim() || undefined;
  const image = (value: { url: string } | null | undefined) => {
    // A picture that came along is served from where attachments are.
    const url = value?.url.replace(/^attachment:\/\//, 'https://cdn.discordapp.com/attachments/');
    return url === undefined ? undefined : { url, proxy_url: url, width: 0, height: 0, content_type: 'image/png' };
  };
  const out: Json = {
    type: 'rich',
    title: text(embed.title),
    description: text(embed.description),
    url: embed.url ?? undefined,
    color: embed.color ?? undefined,
    timestamp: embed.timestamp ?? undefined,
    footer: embed.footer ? { text: embed.footer.text.trim() } : undefined,
    author: embed.author ? { name: embed.author.name.trim(), url: embed.author.url ?? undefined } : undefined,
    image: image(embed.image),
    thumbnail: image(embed.thumbnail),
    fields: embed.fields?.length
      ? embed.fields.map(({ name, value, inline }) => ({
          name: name.trim(),
          value: value.trim(),
          inline: inline ?? false,
        }))
      : undefined,
  };
  // Through JSON, so that what is undefined is absent, as it is on the wire.
  return JSON.parse(JSON.stringify(out));
}

/** Components as Discord gives them back: numbered through, with the defaults that it fills in. */
export function withIds(components: readonly MessageComponent[], ids: Snowflakes): Json[] {
  let next = 1;
  const media = (item: unknown) => {
    const { url } = item as { url: string };
    return { id: ids.next(), url, proxy_url: url, width: null, height: null, content_type: null };
  };
  const complete = (node: Json): Json => {
    const copy: Json = { ...withoutNulls(node), id: node.id ?? next++ };
    if (Array.isArray(node.components)) copy.components = (node.components as Json[]).map(complete);
    if (node.accessory) copy.accessory = complete(node.accessory as Json);
    const fill = FILLED[node.type as number];
    if (node.media) copy.media = media(node.media);
    if (node.file) copy.file = media(node.file);
    if (Array.isArray(node.items)) {
      copy.items = (node.items as Json[]).map((item) => ({
        description: item.description ?? null,
        spoiler: item.spoiler ?? false,
        media: media(item.media),
      }));
    }
    return { ...fill, ...copy };
  };
  return components.map((component) => complete(component as Json));
}

/** What Discord adds to a component of each type where the sender left it out. */
const MENU = { min_values: 1, max_values: 1 };
const FILLED: Record<number, Json> = {
  [ComponentType.stringSelect]: MENU,
  [ComponentType.userSelect]: MENU,
  [ComponentType.roleSelect]: MENU,
  [ComponentType.mentionableSelect]: MENU,
  [ComponentType.channelSelect]: MENU,
  [ComponentType.thumbnail]: { description: null, spoiler: false },
  [ComponentType.file]: { name: null, size: null, spoiler: false },
  [ComponentType.separator]: { spacing: 1, divider: true },
  [ComponentType.container]: { accent_color: null, spoiler: false },
};

/** A deep copy without the fields that are null or undefined. */
function withoutNulls(node: Json): Json {
  return JSON.parse(JSON.stringify(node, (_, value) => value ?? undefined));
}
