/**
 * How quickly are many questions at once acknowledged and answered?
 *
 * The program is started as its operator would start it, against a fake Discord on loopback, and asked by as many people as
 * there are questions, all in the same moment; the answer cache is off. Acknowledgement is from the dispatch on the gateway to
 * the arrival of the callback, completion to the arrival of the answer. `late` counts those that Discord would have given up,
 * after 3 s. `CPU` is the processor time that the program, all its threads, spent on a question: unlike the other figures it
 * hardly depends on what else the machine does. `loop blocked` is the longest delay of the program's event loop
 * (`perf_hooks.monitorEventLoopDelay`, read through its metrics). Run it with
 * `npm run bench -- discord [--at-once 200] [--rounds 3] [--data data/papers] [--questions data/eval/questions.jsonl]`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuestions } from '../src/eval/questions.ts';
import { startOnline, stopProgram } from '../test/discord/program.ts';
import { FakeDiscord } from '../test/fakes/discord/index.ts';
import { markdown, quantile, short } from './figures.ts';

const PORT = 18_749;
/** What one round found, in milliseconds. */
interface Round {
  readonly acknowledged: readonly number[];
  readonly completed: readonly number[];
  /** Questions not acknowledged in Discord's three seconds. */
  readonly late: number;
  /** Processor time a question. */
  readonly cpu: number;
  /** The longest time for which the program's event loop did nothing else. */
  readonly blocked: number;
}

const { values } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: 'data/papers' },
    questions: { type: 'string', default: 'data/eval/questions.jsonl' },
  },
});
const atOnce = Number(values['at-once']);
const questions = parseQuestions(await readFile(values.questions, 'utf8'), values.questions);
const home = await mkdtemp(path.join(tmpdir(), 'papers-bench-'));
// Its own checks of the answers would take the processor time that is to be measured.
const discord = await FakeDiscord.start({ quietMs: 300 });
const env = {
  DATA_DIR: values.data,
  LOG_LEVEL: 'info',
  HEALTH_PORT: String(PORT),
  ANSWER_CACHE_MINUTES: '0',
  QUESTIONS_PER_SERVER: '100000',
  QUESTIONS_PER_USER: '10000',
};
const index = { dir: path.join(home, 'index'), remove: async () => undefined };
const program = await startOnline(
  { discord, home: { index, state: home, remove: async () => undefined }, env },
  900_000,
);

try {
  await ask(1);
  const rows: string[][] = [];
  for (const count of [...new Set([1, 50, atOnce])]) {
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round++) rounds.push(await ask(count));
    const acknowledged = rounds.flatMap((round) => round.acknowledged);
    const completed = rounds.flatMap((round) => round.completed);
    const shares = [0.5, 0.9, 0.99, 1].flatMap((share) => [quantile(acknowledged, share), quantile(completed, share)]);
    const blocked = Math.max(...rounds.map((round) => round.blocked));
    const late = rounds.reduce((sum, round) => sum + round.late, 0);
    const cpu = quantile(
      rounds.map((round) => round.cpu),
      0.5,
    );
    const [ack50, end50, ack90, end90, ack99, end99, ackMax, endMax] = shares;
    rows.push([
      String(count),
      ...[ack50, ack90, ack99, ackMax, end50, end90, end99, endMax].map((ms) => short(ms!)),
      String(late),
      short(cpu),
      short(blocked),
    ]);
  }
  const head = [
    'at once',
    'ack p50',
    'p90',
    'p99',
    'max',
    'answer p50',
    'p90',
    'p99',
    'max',
    'late',
    'CPU',
    'loop blocked',
  ];
  console.log(`Milliseconds; ${values.rounds} rounds on ${values.data}\n\n${markdown(head, rows)}`);
  const wrong = discord.violations.length;
  if (wrong > 0) {
    console.error(`${wrong} violations of Discord's rules, the first: ${JSON.stringify(discord.violations[0])}`);
    process.exitCode = 1;
  }
} finally {
  await stopProgram(program);
  await discord.stop();
  await rm(home, { recursive: true, force: true });
}

async function ask(count: number): Promise<Round> {
  const before = await measured();
  const asked = Array.from({ length: count }, (_, n) =>
    discord
      .user(`user${n}`)
      .command('일반', '/ask', { question: questions[n % questions.length]!.question.slice(0, 1000) }),
  );
  const latencies = await Promise.all(
    asked.map((one) =>
      one.acknowledged().then(
        ({ latencyMs }) => latencyMs,
        () => undefined,
      ),
    ),
  );
  const answered = asked.filter((_, n) => latencies[n] !== undefined);
  await Promise.all(answered.map((one) => one.until((message) => !message.loading, { timeout: 120_000 })));
  const { cpu, blocked } = await measured();
  return {
    acknowledged: latencies.filter((ms) => ms !== undefined),
    completed: answered.map((one) => one.edits.findLast(({ kind }) => kind !== 'reply')!.afterMs),
    late: asked.length - answered.length,
    cpu: (cpu - before.cpu) / count,
    blocked,
  };
}

/** The processor time spent so far, and the longest the event loop has been blocked since this was last asked, in milliseconds. */
async function measured(): Promise<{ readonly cpu: number; readonly blocked: number }> {
  const text = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();
  const [cpu, blocked] = ['process_cpu_seconds_total', 'nodejs_eventloop_lag_max_seconds'].map(
    (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN) * 1000,
  );
  return { cpu: cpu!, blocked: blocked! };
}
