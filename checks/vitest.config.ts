import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'consumers/**/*.test.ts'],
    // Consumers wait for npm and for compilers, and other files may keep both processors busy meanwhile.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A compiler keeps a processor busy.
    maxConcurrency: 2,
  },
});
