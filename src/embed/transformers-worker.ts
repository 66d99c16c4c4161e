import { setImmediate as breathe } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { isPapersError, messageOf } from '../errors.ts';
import { runsOf } from './runs.ts';
import { TransformersModel } from './transformers-model.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './transformers-protocol.ts';

/** Texts of one request, cut into runs. */
interface Job {
  readonly id: number;
  /** One array a text, in the order asked. */
  readonly vectors: Float32Array;
  readonly rows: readonly Float32Array[];
  readonly tokens: readonly number[][];
  /** Places of the texts that are still to do, run by run. */
  readonly runs: number[][];
}

const setup = workerData as WorkerSetup;
const port = parentPort!;
const model = TransformersModel.load(setup);
/** Handled where it is awaited, by each job. */
model.catch(() => undefined);
const urgent: Job[] = [];
const patient: Job[] = [];
/** Jobs given up before they were in a queue: the model was still being loaded. */
const dropped = new Set<number>();
let working = false;

port.on('message', (message: ToWorker) => {
  if (!('cancel' in message)) void accept(message);
  else if (!remove(message.cancel)) dropped.add(message.cancel);
});

async function accept(message: Extract<ToWorker, { job: number }>): Promise<void> {
  try {
    const loaded = await model;
    if (dropped.delete(message.job)) return;
    const tokens = message.texts.map((text) => loaded.tokens(text));
    const vectors = new Float32Array(tokens.length * setup.dimensions);
    const rows = tokens.map((_, at) => vectors.subarray(at * setup.dimensions, (at + 1) * setup.dimensions));
    const runs = runsOf(tokens.map(({ length }) => length));
    (message.urgent ? urgent : patient).push({ id: message.job, vectors, rows, tokens, runs });
    if (!working) await work(loaded);
  } catch (error) {
    fail(message.job, error);
  }
}

/** Does runs until nothing is left; between two of them the thread hears of questions and of cancelled jobs. */
async function work(loaded: TransformersModel): Promise<void> {
  working = true;
  for (let job = urgent[0] ?? patient[0]; job; job = urgent[0] ?? patient[0]) {
    try {
      await step(loaded, job);
    } catch (error) {
      fail(job.id, error);
      job.runs.length = 0;
    }
    if (job.runs.length === 0) remove(job.id);
    await breathe();
  }
  working = false;
}

async function step(loaded: TransformersModel, job: Job): Promise<void> {
  const places = job.runs.shift()!;
  const rows = places.map((at) => job.rows[at]!);
  const texts = places.map((at) => job.tokens[at]!);
  await loaded.run(texts, rows);
  // Quantised models scale a whole run together: one text that gives NaN can spoil the others.
  if (places.length > 1 && rows.some((row) => !row.every(Number.isFinite))) {
    for (const [at, row] of rows.entries()) {
      row.fill(0);
      await loaded.run([texts[at]!], [row]);
    }
  }
  if (job.runs.length > 0) return;
  const done: FromWorker = { job: job.id, vectors: job.vectors };
  port.postMessage(done, [job.vectors.buffer as ArrayBuffer]);
}

/** Takes a job out of its queue; says whether it was there. */
function remove(id: number): boolean {
  for (const queue of [urgent, patient]) {
    const at = queue.findIndex((job) => job.id === id);
    if (at >= 0) return queue.splice(at, 1).length > 0;
  }
  return false;
}

function fail(job: number, error: unknown): void {
  const code = isPapersError(error) ? error.code : 'unavailable';
  const failed: FromWorker = { job, error: { code, message: messageOf(error) } };
  port.postMessage(failed);
}
