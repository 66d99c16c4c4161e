import type { Paper } from '../paper.ts';

/**
 * Papers that may repeat each other made into one list with one paper an id. A paper that comes again, on a later day
 * or further down the same file, keeps its first day and takes the title, text and votes of the latest; what the latest
 * does not say (votes, authors, picture, video, bullets) stays as it was. Neither argument nor papers are changed.
 *
 * @param files in any order; files of one day count in the order given.
 * @returns the papers by day, then by the place where each was first listed.
 */
export function mergePapers(files: Iterable<{ readonly papers: readonly Paper[] }>): Paper[] {
  const listed = Array.from(files, (file) => file.papers).flat();
  listed.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)); // stable: the order within a day stays
  const merged = new Map<string, Paper>();
  for (const paper of listed) {
    const earlier = merged.get(paper.id);
    merged.set(paper.id, earlier ? mergePaper(earlier, paper) : paper);
  }
  return [...merged.values()];
}

function mergePaper(earlier: Paper, latest: Paper): Paper {
  const { authors, moreAuthors } = latest.authors.length > 0 || latest.moreAuthors ? latest : earlier;
  const votes = latest.votes ?? earlier.votes;
  const image = latest.image ?? earlier.image;
  const video = latest.video ?? earlier.video;
  const hints = latest.hints ?? earlier.hints;
  return {
    id: earlier.id,
    title: latest.title === latest.id ? earlier.title : latest.title,
    url: latest.url,
    day: earlier.day,
    authors,
    ...(moreAuthors && { moreAuthors }),
    ...(votes !== undefined && { votes }),
    ...(image !== undefined && { image }),
    ...(video !== undefined && { video }),
    passages: latest.passages.length > 0 ? latest.passages : earlier.passages,
    ...(hints && { hints }),
  };
}
