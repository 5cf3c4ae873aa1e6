import { describe, expect, it } from 'vitest';
import { parseOptions } from '../src/options.js';

describe('the command line', () => {
  it.each([
    [[], { kind: 'run', once: false, port: undefined }],
    [['--once'], { kind: 'run', once: true, port: undefined }],
    [['--port', '0'], { kind: 'run', once: false, port: 0 }],
    [['--port=8080', '--once'], { kind: 'run', once: true, port: 8080 }],
    [['-h'], { kind: 'help' }],
  ])('%j', (args, options) => {
    expect(parseOptions(args)).toEqual(options);
  });

  it.each([
    [['--twice']],
    [['once']],
    [['--port']],
    [['--port', 'http']],
    [['--port', '65536']],
    [['--port=']],
  ])('refuses %j', (args) => {
    expect(parseOptions(args)).toMatchObject({ kind: 'invalid', message: expect.any(String) });
  });
});
