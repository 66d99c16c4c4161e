import type { Passage } from '../paper.ts';
import { normalise } from '../text.ts';
import type { PaperHit } from './query.ts';

/** Words of a shingle. Of 12,408 bullets of a public archive no two of different papers share half of their shingles of three. */
const SHINGLE = 3;
/** Two summaries say the same when the shorter one shares this much of its shingles with the other. */
const SAME = 0.6;
/** Fewer shingles are no summary to compare. */
const LEAST = 8;

/**
 * Puts papers whose summary all but repeats that of a paper ranked above them behind all others, and says which one they
 * repeat: ten papers are asked for to read ten summaries, and one text cannot be about two papers.
 *
 * @param hits best first.
 * @param called ids of papers that the question calls by name: they stay where they are.
 */
export function demoteRepeats(hits: readonly PaperHit[], called: ReadonlySet<string> = new Set()): readonly PaperHit[] {
  const kept: { readonly hit: PaperHit; readonly shingles: ReadonlySet<string> }[] = [];
  const repeats: PaperHit[] = [];
  for (const hit of hits) {
    const shingles = shinglesOf(hit.paper.passages);
    const first = called.has(hit.paper.id) ? undefined : kept.find((one) => saysTheSame(shingles, one.shingles));
    if (first) repeats.push({ ...hit, repeats: first.hit.paper.id });
    else kept.push({ hit, shingles });
  }
  return [...kept.map(({ hit }) => hit), ...repeats];
}

/** All runs of three words of a summary, within bullets. */
function shinglesOf(passages: readonly Passage[]): Set<string> {
  const shingles = new Set<string>();
  for (const { text } of passages) {
    const words =
      normalise(text)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    for (let at = 0; at + SHINGLE <= words.length; at++) shingles.add(words.slice(at, at + SHINGLE).join(' '));
  }
  return shingles;
}

function saysTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  if (short.size < LEAST) return false;
  let shared = 0;
  for (const shingle of short) if (long.has(shingle)) shared += 1;
  return shared >= short.size * SAME;
}
