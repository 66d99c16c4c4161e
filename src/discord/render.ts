import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  MessageFlags,
  type MessageMentionOptions,
} from 'discord.js';
import type { Language } from '../answer/answer.ts';
import type { Block, Card, Inline, Message } from '../chat/message.ts';
import { fitBlocks } from './blocks.ts';
import { rowsOf } from './controls.ts';
import { embedsOf } from './embeds.ts';
import { LIMITS } from './limits.ts';
import { discordTexts } from './texts.ts';

/** A message as Discord takes it, for a new one and for an edit alike: every part is there, so that an edit leaves nothing behind. */
export interface Payload {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowedMentions: MessageMentionOptions;
  /** Only whether embeds are suppressed; that a reply is for one person alone is said where it is sent. */
  readonly flags: MessageFlags.SuppressEmbeds[];
}

/** How a message is to be written. */
export interface RenderOptions {
  /** Language of what is said about the message itself, such as that it was cut. */
  readonly language: Language;
  /** Whether embeds may be used; without them cards are written out as text. Default true. */
  readonly embeds?: boolean;
  /** Ids of the commands as Discord holds them, by name; those without are written out. Default none. */
  readonly commandIds?: CommandIds;
}

/** Discord's ids of the commands, by name. */
export type CommandIds = ReadonlyMap<string, string>;

/** Nobody is called by anything the bot says: the same for all that is sent and edited. */
export const NO_MENTIONS: MessageMentionOptions = { parse: [], repliedUser: false };

/** A message without text, embeds or files would be refused. */
const NOTHING = '…';
const NONE: CommandIds = new Map();

/**
 * Writes a message for Discord, within its limits whatever is in it: texts escaped, links masked and without previews, what is
 * too long cut at a sentence or word and marked so. A text too long for a message stands in an embed, which holds twice as much.
 */
export function render(message: Message, { language, embeds = true, commandIds = NONE }: RenderOptions): Payload {
  const words = discordTexts(language);
  const cards = (message.cards ?? []).map((card) => ({ ...card, blocks: withIds(card.blocks, commandIds) }));
  const said = withIds(message.blocks, commandIds);
  const blocks = embeds ? said : [...said, ...cards.flatMap((card) => written(card, words))];
  const content = fitBlocks(blocks, LIMITS.content, words.cutHere);
  const overflows = content.cut && embeds;
  const shown = embeds ? embedsOf(overflows ? [{ title: '', blocks }, ...cards] : cards, words) : [];
  const text = overflows ? '' : content.text;
  return {
    content: text.trim() === '' && shown.length === 0 ? NOTHING : text,
    embeds: shown,
    components: rowsOf(message.controls ?? []),
    allowedMentions: { ...NO_MENTIONS },
    flags: shown.length === 0 ? [MessageFlags.SuppressEmbeds] : [],
  };
}

/** Blocks whose commands can be pressed. */
function withIds(blocks: readonly Block[], ids: CommandIds): readonly Block[] {
  const known = (inline: Inline): Inline => {
    if (typeof inline === 'string' || inline.kind !== 'command') return inline;
    const id = ids.get(inline.name.split(' ')[0]!);
    return id === undefined ? inline : { ...inline, id };
  };
  return blocks.map((block) => ({ ...block, inlines: block.inlines.map(known) }));
}

/** A card as text, where the bot may not use embeds. */
function written(card: Card, words: { readonly picture: string; readonly video: string }): Block[] {
  const media = [
    ...(card.image ? [{ kind: 'link' as const, text: words.picture, url: card.image }] : []),
    ...(card.video ? [{ kind: 'link' as const, text: words.video, url: card.video }] : []),
  ];
  return [
    { kind: 'heading', inlines: [card.url ? { kind: 'link', text: card.title, url: card.url } : card.title] },
    ...(card.fields ?? []).map(
      ({ name, value }): Block => ({ kind: 'paragraph', inlines: [{ kind: 'bold', text: name }, ': ', ...value] }),
    ),
    ...card.blocks,
    ...media.map((link): Block => ({ kind: 'note', inlines: [link] })),
    ...(card.footer ? [{ kind: 'note' as const, inlines: [card.footer] }] : []),
  ];
}
