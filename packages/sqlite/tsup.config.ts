import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
