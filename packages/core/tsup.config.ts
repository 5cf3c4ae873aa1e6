import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    calls: 'src/calls/index.ts',
    fetch: 'src/fetch/index.ts',
    node: 'src/node/index.ts',
    otel: 'src/otel/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // One copy of SimotelError for all entry points, in CommonJS too.
  splitting: true,
  removeNodeProtocol: false,
  clean: true,
  // The hash behind eventId is bundled, so that installing core installs nothing else.
  noExternal: ['@noble/hashes'],
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
