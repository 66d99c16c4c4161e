/**
 * How do answers hold up when a model is careless? A scripted model on loopback spoils a known part of what it writes, over the
 * questions and papers given; the figures say how much of that reaches the asker, and how much of what is true is lost.
 *
 * Usage: npx tsx bench/answers.ts [questions.jsonl] [folder of daily files]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ModelAnswerer } from '../src/answer/model-answerer.ts';
import { OpenAiModel } from '../src/answer/openai-model.ts';
import { InMemorySpending } from '../src/answer/spending/in-memory.ts';
import { verifierOf } from '../src/compose-answerer.ts';
import { answersLines, answersReport } from '../src/eval/answers.ts';
import { judgeByRules } from '../src/eval/entailment.ts';
import { parseQuestions } from '../src/eval/questions.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { readGlossary } from '../src/search/glossary-folder.ts';
import { careless, type Lapse } from '../test/fakes/openai/careless.ts';
import { scribe } from '../test/fakes/openai/scribe.ts';
import { OpenAiServer } from '../test/fakes/openai/server.ts';

const [file = 'data/eval/questions.jsonl', dataDir = 'data/papers'] = process.argv.slice(2);
const home = await mkdtemp(path.join(tmpdir(), 'papers-answers-'));
const server = await OpenAiServer.start();
try {
  const indexDir = path.join(home, 'index');
  await ingest({ dataDir, indexDir, embedder: 'builtin', concepts: await readGlossary('data/glossary') });
  const library = await LocalLibrary.open({ indexDir, today: () => '2024-10-01' });
  const verifier = await verifierOf({ GLOSSARY_DIR: 'data/glossary', PROSE_DIR: 'data/prose' });
  const model = careless();
  server.script = scribe(model.scribe);
  const shown = new Set<string>();
  const dropped = new Set<string>();
  const report = await answersReport({
    questions: parseQuestions(await readFile(file, 'utf8'), file),
    judge: judgeByRules(verifier),
    answerer: async (observe) =>
      new ModelAnswerer({
        library,
        model: new OpenAiModel({ model: 'careless', baseUrl: server.baseUrl }),
        verifier: async () => verifier,
        spending: new InMemorySpending(),
        caps: { answer: {}, user: {}, day: {} },
        timeoutMs: 60_000,
        today: () => '2024-10-01',
        observe: (note) => {
          observe(note);
          if (note.kind !== 'checked') return;
          for (const { text, keys, doubts } of note.draft) {
            if (doubts.includes('language') || doubts.includes('repeated')) continue;
            (doubts.length === 0 ? shown : dropped).add(`${text} ${keys[0]}`);
          }
        },
      }),
  });
  for (const line of answersLines(report)) console.log(line);
  console.log();
  const checked = model.written
    .map(({ text, key, lapse }) => ({ id: `${text} ${key}`, lapse }))
    .filter(({ id }) => shown.has(id) || dropped.has(id));
  for (const lapse of [undefined, ...new Set(checked.flatMap((one) => one.lapse ?? []))] as (Lapse | undefined)[]) {
    const own = checked.filter((one) => one.lapse === lapse);
    const through = own.filter(({ id }) => shown.has(id)).length;
    console.log(`${(lapse ?? 'true').padEnd(14)} ${String(through).padStart(5)} of ${own.length} shown`);
  }
  await library.close();
} finally {
  await server.close();
  await rm(home, { recursive: true, force: true });
}
