import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread whose entry module is TypeScript source, whatever the program itself was started with.
 *
 * @param entry URL of the module, usually `new URL('./x.ts', import.meta.url)`.
 */
export function startThread(entry: URL, options: Omit<WorkerOptions, 'execArgv' | 'eval'> = {}): Worker {
  return new Worker(entry, {
    ...options,
    execArgv: ['--import', new URL('./thread-loader.mjs', import.meta.url).href],
  });
}
