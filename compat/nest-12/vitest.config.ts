import { defineConfig } from 'vitest/config';

/** Runs the tests of packages/nest, and its built code, with the version of Nest that is installed here. */
export default defineConfig({
  resolve: {
    dedupe: [
      '@nestjs/common',
      '@nestjs/core',
      '@nestjs/platform-express',
      '@nestjs/platform-fastify',
      '@nestjs/testing',
      'reflect-metadata',
      'rxjs',
    ],
  },
  test: {
    include: ['test/**/*.test.ts', '../../packages/nest/test/**/*.test.ts'],
    server: { deps: { inline: [/@simotel-hooks\//, /packages\/nest\//] } },
  },
});
