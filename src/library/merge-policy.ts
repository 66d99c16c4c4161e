/** A segment as the policy sees it. */
export interface SegmentSize {
  /** Papers and passages together, dead ones included. */
  readonly rows: number;
  /** Those that still count. */
  readonly live: number;
}

/** When segments are merged. */
export const MERGE = {
  /** More segments than this cost every search. */
  maxSegments: 8,
  /** Small segments may hold this share of the largest before all become one. */
  smallShare: 0.25,
  /** A segment with a greater share of dead rows is written anew. */
  deadShare: 0.25,
  /**
   * The most rows of one segment. It bounds the memory of building one and the cost of the dearest merge, and lets graphs
   * of a large corpus be built side by side.
   */
  maxRows: 300_000,
} as const;

/**
 * Chooses the segments to write anew, as one (or as few as {@link MERGE.maxRows} allows). Everything is rewritten only
 * when a quarter has been added or has died; between, small segments are merged among themselves, the smallest first.
 * So a passage is rewritten a number of times that grows with the logarithm of the corpus, and one more day costs in
 * proportion to the day.
 *
 * @returns places in `segments`, ascending; none when everything may stay.
 */
export function planMerge(segments: readonly SegmentSize[]): number[] {
  const live = (at: number): number => segments[at]!.live;
  const bySize = segments.map((_, at) => at).sort((a, b) => live(a) - live(b) || a - b);
  const worn = bySize.filter((at) => segments[at]!.rows - live(at) > segments[at]!.rows * MERGE.deadShare);
  // A segment that has reached half the greatest size is left as it is until it is worn.
  const open = bySize.filter((at) => live(at) <= MERGE.maxRows / 2);
  const largest = open.at(-1);
  if (largest === undefined) return worn.sort((a, b) => a - b);
  const smallSum = open.reduce((sum, at) => sum + live(at), 0) - live(largest);
  const outgrown = smallSum > live(largest) * MERGE.smallShare || worn.includes(largest);
  const chosen = new Set([...worn, ...(outgrown ? open : crowd(open.slice(0, -1), segments, worn))]);
  if (chosen.size === 1 && worn.length === 0) chosen.clear();
  return [...chosen].sort((a, b) => a - b);
}

/** The smallest segments whose merging leaves few enough, together with those no greater than what is gathered before. */
function crowd(smallestFirst: readonly number[], segments: readonly SegmentSize[], worn: readonly number[]): number[] {
  if (segments.length <= MERGE.maxSegments) return [];
  const taken = new Set(worn);
  let gathered = 0;
  for (const at of smallestFirst) {
    const left = segments.length - taken.size + 1;
    if (taken.size >= 2 && left <= MERGE.maxSegments && segments[at]!.live > gathered) break;
    taken.add(at);
    gathered += segments[at]!.live;
  }
  return [...taken];
}
