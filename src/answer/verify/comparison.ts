import { normalise, type Word } from '../../text.ts';

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

/** Words of a clause that only say what something is compared with: `[차례대로 처리할 때]보다`, `than [sequential processing]`. */
export function comparedWith(found: readonly Word[]): ReadonlySet<number> {
  const positions = new Set<number>();
  for (const [at, { surface }] of found.entries()) {
    if (/보다는?$/.test(surface)) for (let back = Math.max(0, at - YARDSTICK); back <= at; back++) positions.add(back);
    if (/^(?:than|unlike|versus)$/.test(surface)) {
      for (let next = at; next <= Math.min(found.length - 1, at + YARDSTICK); next++) positions.add(next);
    }
  }
  return positions;
}

/** Words that a yardstick has, at a guess. */
const YARDSTICK = 3;

/** Whether a sentence compares at all. */
export function compares(sentence: string): boolean {
  return /보다|견주|견줘|비교|비해|대비|달리|못 미|\b(?:than|compar|unlike|versus|over|beats?|outperform|relative)/iu.test(
    sentence,
  );
}
