import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Block, Card, Inline } from '../chat/message.ts';
import { fitBlocks, lengthOf } from './blocks.ts';
import { cutText } from './cut.ts';
import { fitInlines } from './inlines.ts';
import { LIMITS } from './limits.ts';
import { clean, escapeText, oneLine, safeUrl } from './markdown.ts';

/** What is said in embeds besides the cards' own words. */
export interface EmbedWords {
  readonly cutHere: string;
  readonly video: string;
}

/** The bar at the left of an embed. */
const COLOR = 0xffb000;

/**
 * Cards as embeds within all of Discord's limits: too long ones are cut, each getting its share of the 6,000 characters, and
 * the eleventh and later ones are left out. No two share an address, or Discord would show them as one.
 */
export function embedsOf(cards: readonly Card[], words: EmbedWords): APIEmbed[] {
  const frames = cards
    .slice(0, LIMITS.embeds)
    .map((card) => ({ card, blocks: bodyOf(card, words), frame: frameOf(card) }));
  let room: number = LIMITS.embedTotal;
  const fitting = frames.filter(({ frame }) => {
    const fits = frame.length <= room;
    if (fits) room -= frame.length;
    return fits;
  });
  const bodies = shares(
    fitting.map(({ blocks }) => Math.min(LIMITS.embedDescription, lengthOf(blocks))),
    room,
  );
  const seen = new Set<string>();
  return fitting.flatMap(({ blocks, frame, card }, at) => {
    const description = blocks.length > 0 ? fitBlocks(blocks, bodies[at]!, words.cutHere).text : '';
    const url = card.url === undefined ? undefined : safeUrl(card.url, LIMITS.url);
    const unique = url !== undefined && !seen.has(url);
    if (unique) seen.add(url);
    const image = card.image === undefined ? undefined : safeUrl(card.image, LIMITS.url);
    const embed: APIEmbed = {
      color: COLOR,
      ...(frame.title ? { title: frame.title } : {}),
      // An address without a title shows nowhere.
      ...(unique && frame.title ? { url } : {}),
      ...(description ? { description } : {}),
      ...(frame.fields.length > 0 ? { fields: frame.fields } : {}),
      ...(image ? { image: { url: image } } : {}),
      ...(frame.footer ? { footer: { text: frame.footer } } : {}),
    };
    const shows = embed.title || embed.description || embed.fields || embed.image || embed.footer;
    return shows ? [embed] : [];
  });
}

/** The parts of an embed that are fitted before its description. */
interface Frame {
  readonly title: string;
  readonly fields: readonly APIEmbedField[] & APIEmbedField[];
  readonly footer: string;
  readonly length: number;
}

function frameOf(card: Card): Frame {
  const title = escapedCut(card.title, LIMITS.embedTitle);
  // Footers show no markup, so nothing is escaped there.
  const footer = cutText(oneLine(clean(card.footer ?? '')).trim(), LIMITS.footer);
  const fields = (card.fields ?? []).slice(0, LIMITS.embedFields).flatMap(({ name, value, inline }) => {
    const written = fitInlines(value, LIMITS.fieldValue).text.trim();
    const named = escapedCut(name, LIMITS.fieldName);
    return written === '' || named === '' ? [] : [{ name: named, value: written, ...(inline ? { inline } : {}) }];
  });
  const length = fields.reduce(
    (sum, { name, value }) => sum + name.length + value.length,
    title.length + footer.length,
  );
  return { title, fields, footer, length };
}

/** A plain text in one line of markdown of at most `limit` units. */
function escapedCut(text: string, limit: number): string {
  const line = oneLine(clean(text)).trim();
  return escapeText(cutText(line, limit, (part) => escapeText(part).length));
}

/** The card's blocks, and its video, which an embed of a bot cannot hold, as a link. */
function bodyOf({ blocks, video }: Card, words: EmbedWords): readonly Block[] {
  if (video === undefined) return blocks;
  const inlines: Inline[] = ['▶ ', { kind: 'link', text: words.video, url: video }];
  return [{ kind: 'paragraph', inlines }, ...blocks];
}

/** Divides `room` among things of the given lengths: the short ones get all they need, the others equal shares. */
export function shares(lengths: readonly number[], room: number): number[] {
  const given = lengths.map(() => 0);
  const order = lengths.map((_, at) => at).sort((a, b) => lengths[a]! - lengths[b]!);
  let left = room;
  order.forEach((at, done) => {
    given[at] = Math.min(lengths[at]!, Math.floor(left / (order.length - done)));
    left -= given[at]!;
  });
  return given;
}
