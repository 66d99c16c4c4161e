import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native modules (hnswlib-node, better-sqlite3) belong in processes of their own, not in threads that share an address space.
    pool: 'forks',
    // One process for many files: nothing is mocked and no module keeps state, and loading everything anew for each file took half the time.
    isolate: false,
    // Much of the time is waiting for programs that the tests start, so that a core is not left over for vitest itself.
    maxWorkers: availableParallelism(),
    // A limit for what hangs, not a demand on speed: a busy machine runs programs ten times slower.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
