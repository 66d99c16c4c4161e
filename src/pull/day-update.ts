import { editDailyFile } from '../corpus/edit.ts';
import type { PaperDraft } from '../corpus/normal.ts';
import { writeDailyFile } from '../corpus/write.ts';
import type { Day, Paper } from '../paper.ts';
import { abstractNote, idsInNotes, isOwnNote } from '../summary/note.ts';
import type { Summary } from '../summary/port.ts';
import type { DayFile } from './day-file.ts';
import type { ListedPaper } from './port.ts';

/** A daily file before and after a list was worked into it. */
export interface DayUpdate {
  /** The file's new content; undefined when it stays as it is, or does not come to be. */
  readonly text?: string;
  readonly added: readonly string[];
  /** Ids whose votes were changed. */
  readonly votes: readonly string[];
  /** Ids whose summary was made anew. */
  readonly rewritten: readonly string[];
  readonly conflicts: readonly string[];
}

/** What of a list concerns a daily file. */
export interface DayNews {
  readonly day: Day;
  /** The list. */
  readonly listed: readonly ListedPaper[];
  /** Papers of the list that are not in the file and belong there, in order. */
  readonly fresh: readonly ListedPaper[];
  /** Summaries of the fresh papers, and of those in the file that are to be replaced. */
  readonly summaries: ReadonlyMap<string, Summary>;
}

/** A listed paper as a daily file holds it. */
export function draftOf(paper: ListedPaper, summary: Summary | undefined): PaperDraft {
  const { id, title, authors, votes, image, video } = paper;
  return {
    id,
    title,
    authors,
    ...(votes !== undefined && { votes }),
    ...(image !== undefined && { image }),
    ...(video !== undefined && { video }),
    passages: summary?.bullets ?? [],
  };
}

/**
 * Works a list into a daily file. A file that is as we wrote it is written anew from what it says; into one that
 * somebody edited, only votes and new papers are put, and the rest of its bytes stay.
 *
 * @param file path of the file below its folder.
 * @param own whether the file is as we wrote it.
 */
export function updateDay(file: string, former: DayFile | undefined, own: boolean, news: DayNews): DayUpdate {
  if (former && !own) return editDay(file, former, news);
  const votes: string[] = [];
  const rewritten: string[] = [];
  const listed = new Map(news.listed.map((paper) => [paper.id, paper]));
  const byAbstract = new Set(idsInNotes(former?.notes ?? []));
  const papers: (Paper | PaperDraft)[] = (former?.papers ?? []).map((paper) => {
    const count = listed.get(paper.id)?.votes;
    if (count !== undefined && count !== paper.votes) votes.push(paper.id);
    const made = news.summaries.get(paper.id);
    const summary = made && (made.by === 'model' || paper.passages.length === 0) ? made : undefined;
    if (summary) {
      rewritten.push(paper.id);
      byAbstract.delete(paper.id);
      if (summary.by === 'abstract') byAbstract.add(paper.id);
    }
    return {
      ...paper,
      ...(count !== undefined && { votes: count }),
      ...(summary && { passages: summary.bullets }),
    };
  });
  for (const paper of news.fresh) {
    const summary = news.summaries.get(paper.id);
    if (summary?.by === 'abstract' && summary.bullets.length > 0) byAbstract.add(paper.id);
    papers.push(draftOf(paper, summary));
  }
  const added = news.fresh.map(({ id }) => id);
  if (papers.length === 0) return { added, votes, rewritten, conflicts: [] };
  const text = writeDailyFile(news.day, papers, noteList(abstractNote([...byAbstract].sort()), former));
  return { ...(text !== former?.text && { text }), added, votes, rewritten, conflicts: [] };
}

function noteList(own: string | undefined, former: DayFile | undefined): string[] {
  const others = (former?.notes ?? []).filter((note) => !isOwnNote(note));
  return own === undefined ? others : [own, ...others];
}

function editDay(file: string, former: DayFile, { day, listed, fresh, summaries }: DayNews): DayUpdate {
  const byAbstract = fresh.filter(({ id }) => {
    const summary = summaries.get(id);
    return summary?.by === 'abstract' && summary.bullets.length > 0;
  });
  const edited = editDailyFile(former.text, file, {
    day,
    votes: new Map(listed.flatMap(({ id, votes }) => (votes === undefined ? [] : [[id, votes] as const]))),
    add: fresh.map((paper) => draftOf(paper, summaries.get(paper.id))),
    note: abstractNote(byAbstract.map(({ id }) => id)),
  });
  const { text, added, votes, conflicts } = edited;
  return { ...(text !== former.text && { text }), added, votes, rewritten: [], conflicts };
}
