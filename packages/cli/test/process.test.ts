import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const DECODE = `echo 'event_name=Ping' | '${process.execPath}' '${MAIN}' decode -`;

/** Runs a shell command to its end. */
function shell(command: string): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  });
}

describe('the built program', () => {
  it('leaves quietly where a reader has had enough', async () => {
    const { code, out, err } = await shell(`(${DECODE}; echo "code $?" >&2) | head -n 1`);
    expect(out).toMatch(/^read as/);
    expect({ code, err }).toEqual({ code: 0, err: 'code 0\n' });
  });

  it.skipIf(!existsSync('/dev/full'))('fails where its output cannot be written', async () => {
    const { code, err } = await shell(`${DECODE} > /dev/full`);
    expect(code).toBe(1);
    expect(err).toContain('cannot be written');
  });

  it('ends in order at Ctrl-C, with a page open', async () => {
    const child = spawn(process.execPath, [MAIN, 'listen', '--port', '0', '--inspector-port', '0']);
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    const { inspector } = JSON.parse(line);
    const page = await fetch(`${inspector}/api/stream`);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await expect(page.text()).resolves.toContain('data: ');
  });
});
