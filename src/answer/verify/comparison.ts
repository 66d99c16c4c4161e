import { normalise } from '../../text.ts';

/**
 * Whether a sentence makes the paper's own method the one that is surpassed (`faster than StreamDiffusion`,
 * `StreamDiffusion보다 빠릅니다`) where the source names it only as the better one: a summary hardly ever says so, while
 * a model that mixes up the two sides does.
 */
export function surpassesOwn(sentence: string, title: string, source: string): boolean {
  const own = ownName(title);
  if (!own) return false;
  const escaped = own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const surpassed = new RegExp(
    String.raw`${escaped}\s?보다|(?:than|over|outperforms?|beats?|surpass(?:es)?)\s+(?:the\s+)?${escaped}\b`,
    'iu',
  );
  return surpassed.test(normalise(sentence)) && !surpassed.test(normalise(source));
}

/** The name a title gives its method: what stands before the colon, when that is one name. */
export function ownName(title: string): string | undefined {
  const head = normalise(title).split(':')[0]?.trim() ?? '';
  return title.includes(':') && /^[\p{L}\d][\p{L}\d.+-]*(?: [\p{L}\d.+-]+)?$/u.test(head) ? head : undefined;
}
