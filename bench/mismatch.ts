/**
 * How well are summaries told that do not speak of their title?
 *
 * Marks the papers of a public archive and compares the marks with 350 papers that were read for it (data/eval/summaries.jsonl):
 * the 245 whose summary has least of its title, and 4% of the others. Run it with `npm run bench -- mismatch --data PAPERS`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readFolder } from '../src/corpus/folder.ts';
import { Analyzer } from '../src/search/analyzer.ts';
import { readGlossary } from '../src/search/glossary-folder.ts';
import { LexicalIndex } from '../src/search/lexical.ts';

const labelSchema = z.strictObject({ id: z.string(), mismatched: z.boolean() });

const { values } = parseArgs({ options: { data: { type: 'string', default: 'data/papers' } } });
const { papers } = await readFolder(values.data);
const index = LexicalIndex.build(papers, new Analyzer(await readGlossary('data/glossary')));
const marked = new Map(papers.map(({ id }, row) => [id, index.isMismatched(row)]));
const lines = (await readFile('data/eval/summaries.jsonl', 'utf8')).trim().split('\n');
const labels = lines.map((line) => labelSchema.parse(JSON.parse(line))).filter(({ id }) => marked.has(id));
if (labels.length === 0) {
  console.log(
    `None of the ${lines.length} papers is in ${values.data}: nothing measured. Name the archive with --data.`,
  );
} else {
  const rightly = labels.filter(({ id, mismatched }) => mismatched && marked.get(id)).length;
  const wrongly = labels.filter(({ id, mismatched }) => !mismatched && marked.get(id)).length;
  const all = labels.filter(({ mismatched }) => mismatched).length;
  const total = [...marked.values()].filter(Boolean).length;
  const percent = (part: number, of: number) =>
    of === 0 ? 'unknown, there are none' : `${((part / of) * 100).toFixed(1)}%`;
  console.log(`${papers.length} papers, ${total} marked`);
  console.log(
    `of ${labels.length} that were read: ${all} mismatched, ${rightly} of them marked, ${wrongly} others marked`,
  );
  console.log(`precision ${percent(rightly, rightly + wrongly)}, recall ${percent(rightly, all)}`);
}
