import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native modules (hnswlib-node, better-sqlite3) belong in processes of their own, not in threads that share an address space.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
