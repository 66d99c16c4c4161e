/**
 * The first `limit` of many items, in order, without sorting all of them.
 *
 * @param limit 0 or more; may be greater than the number of items.
 */
export function top<T>(items: Iterable<T>, compare: (a: T, b: T) => number, limit: number): T[] {
  let best: T[] = [];
  const room = Math.max(64, 4 * limit);
  for (const item of items) {
    best.push(item);
    if (best.length >= room) best = best.sort(compare).slice(0, limit);
  }
  return best.sort(compare).slice(0, limit);
}
