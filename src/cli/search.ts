import type { Command } from 'commander';
import type { Language } from '../answer/answer.ts';
import { nothingFound, understoodText } from '../chat/answers.ts';
import { note, paragraph, quote } from '../chat/message.ts';
import { paperLine } from '../chat/papers.ts';
import { texts } from '../chat/texts.ts';
import type { Day } from '../paper.ts';
import type { Filters, PaperHit, SearchResult } from '../search/query.ts';
import { DEFAULT_LIMIT } from '../search/question/describe.ts';
import { type Look, renderBlocks } from '../terminal/render.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { type Asked, withQuestions } from './asking.ts';
import { day, print, printJson, roundMs, shellLook, wholeNumber } from './context.ts';

interface SearchOptions {
  readonly limit: number;
  readonly since?: string;
  readonly until?: string;
  readonly author?: string;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly questions?: string;
}

/** `papers search` */
export function addSearch(program: Command): void {
  program
    .command('search')
    .description('find papers')
    .argument('[question...]', 'what to search for')
    .option('--limit <count>', 'papers wanted, 1 to 100', wholeNumber(1, 100), 10)
    .option('--since <day>', 'listed on or after this day (YYYY-MM-DD)', day)
    .option('--until <day>', 'listed on or before this day (YYYY-MM-DD)', day)
    .option('--author <name>', "part of an author's name")
    .option('--explain', 'show why each paper was found')
    .option('--json', 'print one JSON object')
    .option(
      '--questions <file>',
      'run all questions of a .jsonl file (objects with id and question), one JSON line each',
    )
    .action(search);
}

async function search(words: readonly string[], options: SearchOptions, command: Command): Promise<void> {
  const { limit, since, until, author, explain = false, json, questions } = options;
  const filters: Filters = {
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(author ? { authors: [author] } : {}),
  };
  await withQuestions(command, words, questions, async (library) => async (asked) => {
    const result = await library.search({ question: asked.question, filters, limit, explain });
    if (json || questions !== undefined) printJson(searchJson(asked, result));
    else printHits(result, await library.days(), shellLook(systemLanguage()));
  });
}

/** What `papers search --json` prints. With `--explain` each result also says how it was found. */
export function searchJson(asked: Asked, { hits, abstained, ms }: SearchResult) {
  return {
    ...(asked.id === undefined ? {} : { id: asked.id }),
    question: asked.question,
    abstained: abstained !== undefined,
    results: hits.map(({ paper, score, evidence, lexical, vector, terms, repeats }) => ({
      id: paper.id,
      title: paper.title,
      url: paper.url,
      day: paper.day,
      votes: paper.votes ?? null,
      ...(paper.mismatched ? { mismatched: true } : {}),
      ...(repeats === undefined ? {} : { repeats }),
      score,
      passages: evidence.map(({ passage }) => ({ id: passage.id, text: passage.text })),
      ...(terms ? { explain: { lexical: lexical ?? null, vector: vector ?? null, terms } } : {}),
    })),
    ms: roundMs(ms),
  };
}

function printHits(result: SearchResult, days: readonly Day[], look: Look): void {
  const { hits, abstained, query } = result;
  const words = texts(look.language).search;
  const understood = understoodText({ ...query, limit: DEFAULT_LIMIT }, look.language);
  const blocks = [
    ...(hits.length === 0
      ? [paragraph(...nothingFound(query, days, look.language))]
      : abstained
        ? [note(words.weak)]
        : []),
    ...(understood ? [note(understood)] : []),
    ...hits.flatMap((hit, at) => hitBlocks(hit, at + 1, look.language)),
  ];
  for (const line of renderBlocks(blocks, look)) print(line);
}

function hitBlocks(hit: PaperHit, number: number, language: Language) {
  const best = hit.evidence[0];
  const words = texts(language).paper;
  return [
    paragraph(`${number}. `, ...paperLine(hit.paper)),
    ...(hit.paper.mismatched ? [note(words.mismatched)] : []),
    ...(hit.repeats === undefined ? [] : [note(words.repeats(hit.repeats))]),
    ...(best ? [quote(best.passage.text)] : []),
    ...(hit.terms ? [note(explanation(hit))] : []),
  ];
}

/** `score 1.43 = words rank 1 (7.21), vectors rank 2 (0.43) · 속도 +2.1 (word) …` */
function explanation({ score, lexical, vector, terms = [] }: PaperHit): string {
  const lists = [
    lexical ? `words rank ${lexical.rank} (${lexical.score.toFixed(2)})` : 'not found by words',
    vector ? `vectors rank ${vector.rank} (${vector.score.toFixed(2)})` : 'not found by vectors',
  ];
  const matches = terms.map(({ typed, matched, how, score: added }) => {
    const name = typed === matched ? typed : `${typed} → ${matched}`;
    return `${name} +${added.toFixed(2)} (${how})`;
  });
  return [`score ${score.toFixed(3)}: ${lists.join(', ')}`, ...matches].join(' · ');
}
