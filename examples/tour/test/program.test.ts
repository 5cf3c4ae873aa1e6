import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { curlExamples } from '../src/curl.js';
import { startReceiver } from '../src/receiver.js';

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The built program, with what it has written so far. */
function start(...args: string[]) {
  // CI=1 makes picocolors colour even what goes into a pipe; the program must not.
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, CI: '1' } });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text.out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (text.err += chunk));
  return { child, text };
}

async function exitCodeOf(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'close');
  return code;
}

it('--once makes the tour and leaves, without colours in a pipe', async () => {
  const { child, text } = start('--once');
  expect(await exitCodeOf(child)).toBe(0);
  expect(text.out).toMatch(/All \d+ deliveries decoded/);
  expect(text.out).not.toContain('\u001b');
  expect(text.err).toBe('');
});

it('stays up for your own deliveries until it is told to stop', async () => {
  const { child, text } = start('--port', '0');
  await expect.poll(() => text.out, { timeout: 20_000 }).toContain('Press Ctrl-C');
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(text.out)?.[0] ?? '';
  for (const { command } of curlExamples(origin)) expect(text.out).toContain(command);

  const before = text.out.length;
  const response = await fetch(`${origin}/call/NewState?event_name=NewState&exten=991&state=Unavailable`);
  expect(response.status).toBe(200);
  await expect.poll(() => text.out.slice(before)).toMatch(/Rest GET query +NewState .*exten 991/);

  child.kill('SIGINT');
  expect(await exitCodeOf(child)).toBe(0);
});

it('says what to do when the port asked for is taken', async () => {
  const other = await startReceiver(0, () => {});
  const { child, text } = start('--once', '--port', String(other.port));
  expect(await exitCodeOf(child)).toBe(1);
  expect(text.err).toContain(`Cannot listen on port ${other.port}: another program is using it.`);
  expect(text.err).toContain('--port');
  await other.close();
});

it('prints its usage, and an error for what it does not know', async () => {
  const help = start('--help');
  expect(await exitCodeOf(help.child)).toBe(0);
  expect(help.text.out).toContain('Usage: npm start --');
  const wrong = start('--twice');
  expect(await exitCodeOf(wrong.child)).toBe(2);
  expect(wrong.text.err).toContain("'--twice'");
});
