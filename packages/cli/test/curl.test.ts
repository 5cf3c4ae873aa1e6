import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { QUERY_ENCODERS } from '@simotel-hooks/testing';
import { describe, expect, it } from 'vitest';
import { toCurl } from '../src/delivery/curl.js';
import { listenForTest } from './listen/support.js';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.info('Skipped: curl is not installed.');

const HOSTILE = [
  `{"event_name":"Ping","text":"it's \\"quoted\\" $HOME \`id\` \\\\ !! %s"}`,
  'line one\r\nline two\n',
  '@/etc/passwd',
  "'; touch /tmp/never; '",
  '{"event_name":"Survey","point":5,"label":"نظر 😀"}',
];

/** Types a command into a shell, which takes longer ones so than as an argument. */
async function pasted(command: string): Promise<void> {
  const shell = spawn('sh');
  shell.stdin.end(`${command}\n`);
  expect(await once(shell, 'close')).toEqual([0, null]);
}

/** What arrived, apart from what differs with every request. */
type Listener = Awaited<ReturnType<typeof listenForTest>>;
const arrived = ({ deliveries }: Listener) =>
  deliveries.map(({ request: { method, path, body, headers } }) => ({
    method,
    path,
    body: Buffer.from(body).toString('base64'),
    type: headers['content-type'],
  }));

describe.skipIf(!hasCurl)('a delivery that is copied as curl and pasted into a shell', () => {
  /** Sends what came once more, by its command. */
  async function paste(first: Listener): Promise<void> {
    const second = await listenForTest();
    for (const { request } of first.deliveries) {
      await pasted(toCurl(request, second.origin));
    }
    expect(arrived(second)).toEqual(arrived(first));
  }

  it.each(QUERY_ENCODERS)('is the same, also with nested fields as %s', async (encoder) => {
    const first = await listenForTest();
    for (const version of ['G4', 'Rest2'] as const) {
      const post = version === 'G4' ? ('json' as const) : encoder;
      await first.send('CdrQueue', { version, method: 'GET', encoder });
      await first.send('CdrQueue', { version, method: 'POST', encoder: post });
    }
    await paste(first);
  });

  it('is the same whatever is in it', async () => {
    const first = await listenForTest();
    for (const body of HOSTILE) await fetch(`${first.origin}/a'b/Ping?x='$(id)'`, { method: 'POST', body });
    const headers = { 'content-type': `text/plain; x='"$(id)` };
    await fetch(`${first.origin}/?event_name=Ping`, { method: 'POST', body: 'a=1', headers });
    await fetch(first.origin, { method: 'POST', body: new Uint8Array([0, 255, 10, 39]) });
    await fetch(`${first.origin}/?event_name=Ping`, { method: 'POST' });
    await paste(first);
  });

  it('is the same where it is long, and cannot press keys of the terminal', async () => {
    const first = await listenForTest();
    for (const text of ['x'.repeat(300_000), 'a\u0003\u001b[2Jb\u0015']) {
      await fetch(`${first.origin}/Ping`, { method: 'POST', body: text });
    }
    const commands = first.deliveries.map(({ request }) => toCurl(request, first.origin));
    for (const command of commands) expect(command).not.toMatch(/[^\P{Cc}\n]/u);
    await paste(first);
  });

  it('keeps headers without a value', async () => {
    const first = await listenForTest();
    await fetch(`${first.origin}/Ping`, { method: 'POST', headers: { 'x-empty': '' } });
    const second = await listenForTest();
    const [delivery] = first.deliveries;
    if (delivery) await pasted(toCurl(delivery.request, second.origin));
    expect(second.deliveries[0]?.request.headers['x-empty']).toBe('');
  });

  it('has no type where it had none, and keeps dots and brackets', async () => {
    const first = await listenForTest();
    const path = `${first.origin}/call/./../Ping?detail[0][src]={1,2}&m=a?event_name=b`;
    await run('curl', ['-g', '--path-as-is', '-H', 'content-type:', '-d', 'a=1', path]);
    expect(first.deliveries[0]?.request.headers['content-type']).toBeUndefined();
    await paste(first);
  });
});
