// A thread starts without the loader that reads TypeScript, and is given none by its parent's command line: this
// module, in JavaScript, registers the loader and goes on to the module that the thread is for.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
