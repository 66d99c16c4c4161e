import type { Block } from '../chat/message.ts';
import { type Fitted, fitInlines } from './inlines.ts';
import { clean } from './markdown.ts';

/** Less room than this is not worth beginning another block in. */
const LEAST_BLOCK = 16;

/**
 * Blocks as Discord's markdown in at most `limit` UTF-16 units, the last one that fits only in part cut.
 *
 * @param said stands at the end, on a line of its own, when something was left out; its length is kept free.
 */
export function fitBlocks(blocks: readonly Block[], limit: number, said: string): Fitted {
  const whole = lay(blocks, limit);
  if (!whole.cut) return whole;
  const ending = `\n-# ${said}`;
  const { text } = lay(blocks, Math.max(0, limit - ending.length));
  return { text: `${text}${ending}`.trim().slice(0, limit), cut: true };
}

/** How long blocks are when nothing is left out. */
export function lengthOf(blocks: readonly Block[]): number {
  return lay(blocks, Number.POSITIVE_INFINITY).text.length;
}

function lay(blocks: readonly Block[], limit: number): Fitted {
  let text = '';
  let before: Block | undefined;
  for (const block of blocks) {
    const gap = before === undefined ? '' : between(before, block);
    const room = limit - text.length - gap.length;
    if (room < LEAST_BLOCK && room < lengthOfBlock(block)) return { text, cut: true };
    const { text: written, cut } = write(block, room);
    if (written !== '') {
      text += gap + written;
      before = block;
    }
    if (cut) return { text, cut };
  }
  return { text, cut: false };
}

function lengthOfBlock(block: Block): number {
  return write(block, Number.POSITIVE_INFINITY).text.length;
}

/** Line breaks between two blocks: an empty line between paragraphs and between quotes, which would else become one. */
function between(before: Block, { kind }: Block): string {
  if (kind === 'paragraph') return before.kind === 'heading' || before.kind === 'item' ? '\n' : '\n\n';
  if (kind === 'quote') return before.kind === 'quote' ? '\n\n' : '\n';
  return '\n';
}

function write(block: Block, room: number): Fitted {
  switch (block.kind) {
    case 'heading':
      return opened('### ', block, room);
    case 'paragraph':
      return opened('', block, room, true);
    case 'item':
      return opened(block.number === undefined ? '- ' : `${block.number}. `, block, room);
    case 'note':
      return opened('-# ', block, room);
    case 'quote':
      return quoted(block, room);
  }
}

/** Each line of a quote is opened anew. */
function quoted(block: Block, room: number): Fitted {
  const whole = openEach(fitInlines(block.inlines, Number.POSITIVE_INFINITY, true).text);
  if (whole.length <= room) return { text: whole, cut: false };
  const { text } = fitInlines(block.inlines, room - 2 * (quoteBreaks(block) + 1), true);
  return { text: openEach(text), cut: true };
}

function openEach(text: string): string {
  return text.trim() === '' ? '' : text.trim().replace(/^/gm, '> ');
}

/** The most lines that a quote can break into, less one. */
function quoteBreaks({ inlines }: Block): number {
  return inlines.reduce(
    (count, inline) => count + (typeof inline === 'string' ? (clean(inline).match(/\n/g)?.length ?? 0) : 0),
    0,
  );
}

function opened(opening: string, { inlines }: Block, room: number, lines = false): Fitted {
  const { text, cut } = fitInlines(inlines, room - opening.length, lines);
  const trimmed = text.trim();
  return { text: trimmed === '' ? '' : opening + trimmed, cut };
}
