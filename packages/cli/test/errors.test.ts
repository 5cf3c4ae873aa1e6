import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError, connectionError, fileError, isConnectionRefused } from '../src/errors.js';

const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('connectionError', () => {
  it.each([
    ['ECONNREFUSED', /^Nothing listens on pbx\.example:3999\. Start the receiver/],
    ['ENOTFOUND', /Nobody knows the host pbx\.example/],
    ['ECONNRESET', /closed the connection without an answer/],
    ['ETIMEDOUT', /did not answer in time/],
    ['EHOSTUNREACH', /cannot be reached/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /NODE_EXTRA_CA_CERTS/],
    ['EPROTO', /does not speak TLS/],
    ['HPE_INVALID_CONSTANT', /does not answer in HTTP/],
    ['EWHATEVER', /failed: connect EWHATEVER\./],
  ])('%s', (code, message) => {
    const error = connectionError(system(code), 'http://user:hunter2@pbx.example:3999/call/');
    expect(error).toBeInstanceOf(CliError);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
    expect(error.exitCode).toBe(1);
    expect(isConnectionRefused(error)).toBe(code === 'ECONNREFUSED');
  });

  it('knows the ports of the schemes', () => {
    expect(connectionError(system('ECONNREFUSED'), 'http://a.example').message).toContain('a.example:80.');
    expect(connectionError(system('ECONNREFUSED'), new URL('https://a.example')).message).toContain(
      'a.example:443.',
    );
  });

  it('takes what is no URL for a mistake of the user', () => {
    expect(connectionError(new TypeError('Invalid URL'), 'nonsense').exitCode).toBe(2);
  });
});

describe('fileError', () => {
  const reasonOf = (path: string) =>
    readFile(path).then(
      () => new Error('it could be read'),
      (error: unknown) => error,
    );

  it('says what to do', async () => {
    const missing = join(tmpdir(), 'simotel-hooks-no-such-file');
    expect(fileError(await reasonOf(missing), missing).message).toBe(
      `There is no ${missing}. Check the path.`,
    );
    expect(fileError(await reasonOf(tmpdir()), tmpdir()).message).toBe(
      `${tmpdir()} is a folder. Name a file.`,
    );
    expect(fileError(system('EACCES'), 'x').message).toContain('permissions');
    expect(fileError(system('EODD'), 'x\u001b[2J').message).toBe('x\\u001b[2J cannot be used: connect EODD.');
  });
});
