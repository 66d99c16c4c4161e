import type { Language } from '../answer/answer.ts';
import { type Block, type Card, type CommandMention, type Inline, link, type Message } from '../chat/message.ts';
import { texts } from '../chat/texts.ts';
import { clean } from './clean.ts';
import { displayWidth } from './width.ts';
import { type Span, wrap } from './wrap.ts';

/** How a message is to look. */
export interface Look {
  /** Columns of a line, 20 or more; Infinity where lines must not be broken (files, pipes). */
  readonly width: number;
  /** Colours and clickable links; without them links are written out: `title <url>`. */
  readonly styled: boolean;
  /** Language of labels and of times. */
  readonly language: Language;
  /** How a command is called here. Default: as in the chat, `/help`. */
  readonly commandText?: (command: CommandMention) => string;
}

const BOLD = '1';
const DIM = '2';
const ITALIC = '3';
const HEADING = '1;36';
const CODE = '36';
const CITE = '36';
/** Width of rules and of text on very wide terminals, where long lines are hard to read. */
const WIDEST = 100;

/** The look of an output stream: styled on a terminal that has colours and wants them, plain elsewhere. */
export function lookOf(
  out: { readonly isTTY?: boolean; readonly columns?: number; hasColors?(count?: number): boolean },
  language: Language,
): Look {
  if (!out.isTTY) return { width: Number.POSITIVE_INFINITY, styled: false, language };
  // hasColors knows NO_COLOR, NODE_DISABLE_COLORS, FORCE_COLOR and dumb terminals.
  const width = Math.max(20, Math.min(WIDEST, (out.columns || 80) - 1));
  return { width, styled: out.hasColors?.(16) ?? false, language };
}

/** A message as text, without its controls; it ends with a line break unless it is empty. */
export function renderMessage(message: Message, look: Look): string {
  const lines = [
    ...renderBlocks(message.blocks, look),
    ...(message.cards ?? []).flatMap((card) => ['', ...renderCard(card, look)]),
  ];
  while (lines[0] === '') lines.shift();
  return lines.map((line) => `${line}\n`).join('');
}

/** Blocks as lines; headings and quotes stand apart from what is before them. */
export function renderBlocks(blocks: readonly Block[], look: Look): string[] {
  return blocks.flatMap((block, at) => {
    const before = blocks[at - 1];
    const apart = before !== undefined && !(block.kind === 'item' && before.kind === 'item') && !runsOn(before, block);
    return [...(apart ? [''] : []), ...renderBlock(block, look)];
  });
}

/** Whether a block stands right below another: items below their title, notes below a heading or a note. */
function runsOn(before: Block, block: Block): boolean {
  if (block.kind === 'item') return before.kind === 'heading' || isTitle(before);
  if (block.kind === 'note') return before.kind === 'heading' || before.kind === 'note';
  return block.kind === 'quote' && before.kind === 'paragraph';
}

function isTitle({ kind, inlines }: Block): boolean {
  const [first] = inlines;
  return kind === 'paragraph' && inlines.length === 1 && typeof first === 'object' && first.kind === 'bold';
}

function renderBlock(block: Block, look: Look): string[] {
  switch (block.kind) {
    case 'heading':
      return lay(block.inlines, look, { style: HEADING });
    case 'paragraph':
      return lay(block.inlines, look);
    case 'item':
      return lay(block.inlines, look, { first: block.number === undefined ? '• ' : `${block.number}. ` });
    case 'quote':
      return lay(block.inlines, look, { first: '│ ', rest: '│ ' });
    case 'note':
      return lay(block.inlines, look, { style: DIM });
  }
}

function renderCard(card: Card, look: Look): string[] {
  const words = texts(look.language).paper;
  const title: Inline = card.url ? { kind: 'link', text: card.title, url: card.url } : card.title;
  const fields = (card.fields ?? []).flatMap(({ name, value }) => lay([`${name}: `, ...value], look));
  const media: Inline[] = [
    ...(card.image ? [link(words.picture, card.image)] : []),
    ...(card.video ? [link(words.video, card.video)] : []),
    ...(card.footer ? [card.footer] : []),
  ];
  const body = renderBlocks(card.blocks, look);
  const small = media.flatMap((inline) => lay([inline], look, { style: DIM }));
  const parts = [fields, body, small].filter((part) => part.length > 0);
  return [
    ...lay([title], look, { first: '── ', rest: '   ', style: HEADING }),
    ...parts.flatMap((part, at) => (at === 0 ? part : ['', ...part])),
  ];
}

interface Layout {
  readonly first?: string;
  /** Opens the further lines. Default: blanks as wide as `first`. */
  readonly rest?: string;
  readonly style?: string;
}

/** Inlines as lines, with what opens the first line and the others. */
function lay(inlines: readonly Inline[], look: Look, { first = '', rest, style }: Layout = {}): string[] {
  const indent = rest ?? ' '.repeat(displayWidth(first));
  const spans = inlines.flatMap((inline) => spansOf(inline, look, style));
  const lines = wrap(spans, Math.max(10, look.width - displayWidth(first)));
  return lines.map((line, at) =>
    (paint({ text: at === 0 ? first : indent, style }, look) + paintLine(line, look)).trimEnd(),
  );
}

function spansOf(inline: Inline, look: Look, style?: string): Span[] {
  const styled = (text: string, own?: string, url?: string): Span => {
    const both = [style, own].filter((one) => one !== undefined).join(';');
    return { text: clean(text), ...(both ? { style: both } : {}), ...(url ? { url: clean(url) } : {}) };
  };
  if (typeof inline === 'string') return [styled(inline)];
  switch (inline.kind) {
    case 'bold':
      return [styled(inline.text, BOLD)];
    case 'italic':
      return [styled(inline.text, ITALIC)];
    case 'code':
      return [styled(inline.text, CODE)];
    case 'command':
      return [styled((look.commandText ?? chatCommand)(inline), CODE)];
    case 'cite':
      return [styled(`[${inline.number}]`, CITE, inline.url)];
    case 'link':
      if (look.styled) return [styled(inline.text, undefined, inline.url)];
      return inline.text === inline.url ? [styled(inline.url)] : [styled(inline.text), styled(` <${inline.url}>`)];
    case 'time':
      return [
        styled(inline.style === 'date' ? dateText(inline.at, look.language) : relativeText(inline.at, look.language)),
      ];
    case 'place':
      return [styled(`${inline.of === 'channel' ? '#' : '@'}${inline.id}`)];
  }
}

function chatCommand({ shown, usage }: CommandMention): string {
  return `/${[shown, usage].filter(Boolean).join(' ')}`;
}

/** Neighbours of one style and link are painted in one go, so that a link of several words is one link. */
function paintLine(line: readonly Span[], look: Look): string {
  const runs: Span[] = [];
  for (const span of line) {
    const last = runs.at(-1);
    if (last && last.style === span.style && last.url === span.url)
      runs[runs.length - 1] = { ...last, text: last.text + span.text };
    else runs.push(span);
  }
  return runs.map((run) => paint(run, look)).join('');
}

function paint({ text, style, url }: { text: string; style?: string | undefined; url?: string }, look: Look): string {
  if (!look.styled || text === '') return text;
  const colored = style ? `\x1b[${style}m${text}\x1b[0m` : text;
  return url ? `\x1b]8;;${encodeURI(decodeSafely(url))}\x1b\\${colored}\x1b]8;;\x1b\\` : colored;
}

/** OSC 8 allows printable ASCII only; what is percent-encoded already must not be encoded twice. */
function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function dateText(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `3 hours ago`, `방금`: how long ago a moment was. */
export function relativeText(at: Date, language: Language, now = new Date()): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(Math.trunc(seconds), 'second');
}
