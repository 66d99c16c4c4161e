import type { Paper } from '../paper.ts';
import type { CorpusChanges } from './changes.ts';
import type { FormerIndex, PaperChanges } from './former-index.ts';
import type { SegmentRef } from './manifest.ts';
import { MERGE, planMerge } from './merge-policy.ts';
import { byDay } from './paper-columns.ts';

/** What the next generation is made of, before it is written. */
export interface Plan {
  /** Former segments that stay, with the rows that are dead in them now. */
  readonly keep: readonly { readonly ref: SegmentRef; readonly place: number; readonly dead: ReadonlySet<number> }[];
  /** Papers that are written as segments of their own, list by list. */
  readonly write: readonly (readonly Paper[])[];
}

/** The changes of an index that does not exist yet. */
export function allAdded({ touched }: CorpusChanges): PaperChanges {
  return { added: [...touched.values()].filter((paper) => paper !== undefined), updated: [], removed: 0, dead: [] };
}

/** Everything in new segments: at first, on a rebuild, and when all vectors change. */
export async function planAnew(index: FormerIndex | undefined, { added, updated, dead }: PaperChanges): Promise<Plan> {
  const papers = [...added, ...updated];
  for (const [place, rows] of dead.entries()) papers.push(...(await index!.papersOf(place, rows)));
  return { keep: [], write: cut(papers) };
}

/** New papers in a new segment, former segments as they are or merged. */
export async function planUpdate(index: FormerIndex, { added, updated, dead }: PaperChanges): Promise<Plan> {
  const { segments } = index.manifest;
  const fresh = [...added, ...updated];
  const freshRows = fresh.reduce((sum, paper) => sum + 1 + paper.passages.length, 0);
  const sizes = segments.map(({ papers, passages }, place) => {
    const columns = index.columns(place);
    let gone = 0;
    for (const row of dead[place]!) gone += 1 + columns.firstPassage(row + 1) - columns.firstPassage(row);
    return { rows: papers + passages, live: papers + passages - gone };
  });
  const merged = new Set(planMerge(fresh.length > 0 ? [...sizes, { rows: freshRows, live: freshRows }] : sizes));
  const keep: Plan['keep'][number][] = [];
  const rewritten: Paper[] = [];
  for (const [place, ref] of segments.entries()) {
    if (merged.has(place)) rewritten.push(...(await index.papersOf(place, dead[place]!)));
    else keep.push({ ref, place, dead: dead[place]! });
  }
  if (merged.has(segments.length)) return { keep, write: cut([...rewritten, ...fresh]) };
  return { keep, write: [...cut(rewritten), ...cut(fresh)] };
}

/**
 * Papers in order, cut into as few lists as the greatest size of a segment allows, all of much the same size: none is so
 * small that the days to come would soon be merged into it. None when there are no papers.
 */
function cut(papers: Paper[]): Paper[][] {
  papers.sort(byDay);
  const rowsOf = (paper: Paper): number => 1 + paper.passages.length;
  const total = papers.reduce((sum, paper) => sum + rowsOf(paper), 0);
  const lists = Math.ceil(total / MERGE.maxRows);
  const cuts: Paper[][] = [];
  let rows = 0;
  for (const paper of papers) {
    const list = Math.min(lists - 1, Math.floor((rows * lists) / total));
    cuts[list] ??= [];
    cuts[list].push(paper);
    rows += rowsOf(paper);
  }
  return cuts.filter((list) => list !== undefined);
}

/** How many passages the next generation has. */
export function livePassages(index: FormerIndex | undefined, plan: Plan): number {
  let passages = 0;
  for (const { place, ref, dead } of plan.keep) {
    const columns = index!.columns(place);
    passages += ref.passages;
    for (const row of dead) passages -= columns.firstPassage(row + 1) - columns.firstPassage(row);
  }
  for (const list of plan.write) for (const paper of list) passages += paper.passages.length;
  return passages;
}
