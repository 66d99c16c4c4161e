import { parentPort, workerData } from 'node:worker_threads';
import { PapersError } from '../errors.ts';
import { HnswIndex } from '../search/hnsw.ts';
import type { FromGraphThread, GraphJob } from './graph-protocol.ts';
import { carry } from './messages.ts';

// The module that GraphBuilder starts as a thread: one graph, then it ends.
if (!parentPort) throw new PapersError('internal', 'expected to be started as a worker thread');
const port = parentPort;
const { path, vectorsPath, size, dimensions } = workerData as GraphJob;
const say = (message: FromGraphThread): void => port.postMessage(message);
try {
  await HnswIndex.build(path, vectorsPath, { size, dimensions }, { onProgress: (added) => say({ added }) });
  say({ done: true });
} catch (error) {
  say({ failed: carry(error) });
}
