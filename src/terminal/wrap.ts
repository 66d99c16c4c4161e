import { displayWidth, graphemes, graphemeWidth } from './width.ts';

/** A stretch of text in one style, clean of control characters except `\n`. */
export interface Span {
  readonly text: string;
  /** SGR parameters such as `1` for bold; none for plain text. */
  readonly style?: string;
  /** Where the text leads. */
  readonly url?: string;
}

/**
 * Breaks spans into lines of at most `width` columns, at blanks; a word wider than a line is cut between graphemes,
 * unless it is marked as unbreakable (a URL must stay whole to be clicked or copied).
 *
 * @param width columns, 1 or more; Infinity leaves lines as they are.
 */
export function wrap(spans: readonly Span[], width: number): Span[][] {
  const lines: Span[][] = [[]];
  let used = 0;
  let pending: Span | undefined;
  const put = (span: Span): void => {
    lines.at(-1)!.push(span);
    used += displayWidth(span.text);
  };
  const breakLine = (): void => {
    lines.push([]);
    used = 0;
    pending = undefined;
  };
  for (const word of joinWords(spans)) {
    if (word.kind === 'break') {
      breakLine();
    } else if (word.kind === 'blank') {
      pending = used > 0 ? word.spans[0]! : undefined;
    } else {
      const needed = word.width + (pending ? 1 : 0);
      if (used > 0 && used + needed > width) breakLine();
      if (pending) put({ ...pending, text: ' ' });
      pending = undefined;
      if (used + word.width <= width || /^\S*https?:\/\//.test(word.spans.map(({ text }) => text).join(''))) {
        for (const span of word.spans) put(span);
      } else {
        for (const span of word.spans) {
          for (const piece of cutPieces(span.text, width, () => used)) {
            if (used > 0 && used + displayWidth(piece) > width) breakLine();
            put({ ...span, text: piece });
          }
        }
      }
    }
  }
  return lines;
}

interface Word {
  readonly kind: 'word' | 'blank' | 'break';
  readonly spans: Span[];
  width: number;
}

/** Words may run across spans: `**bold**,` is one word of two styles. */
function joinWords(spans: readonly Span[]): Word[] {
  const words: Word[] = [];
  for (const span of spans) {
    for (const text of span.text.match(/\n|[^\S\n]+|\S+/g) ?? []) {
      const kind = text === '\n' ? 'break' : /^\s/.test(text) ? 'blank' : 'word';
      const piece = { ...span, text };
      const last = words.at(-1);
      if (kind === 'word' && last?.kind === 'word') {
        last.spans.push(piece);
        last.width += displayWidth(text);
      } else {
        words.push({ kind, spans: [piece], width: displayWidth(text) });
      }
    }
  }
  return words;
}

/** Cuts a long word so that the first piece fills what is left of the line and the others fit a line each. */
function cutPieces(text: string, width: number, used: () => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let room = Math.max(1, width - used());
  for (const grapheme of graphemes(text)) {
    const columns = graphemeWidth(grapheme);
    if (piece !== '' && displayWidth(piece) + columns > room) {
      pieces.push(piece);
      piece = '';
      room = width;
    }
    piece += grapheme;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}
