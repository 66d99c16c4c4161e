import { parentPort, workerData } from 'node:worker_threads';
import { PapersError } from '../errors.ts';
import type { WorkerStart } from './messages.ts';
import { serve } from './serve.ts';

// The module that RemoteLibrary starts as a thread.
if (!parentPort) throw new PapersError('internal', 'expected to be started as a worker thread');
await serve(parentPort, workerData as WorkerStart);
