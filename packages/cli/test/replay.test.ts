import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedDelivery, SavedRequest } from '../src/delivery/saved.js';
import { CliError } from '../src/errors.js';
import { parseTarget } from '../src/http/target.js';
import { replay } from '../src/replay/replay.js';
import { type SavedFile, savedDeliveries } from '../src/replay/saved-deliveries.js';
import { freePort, type RecordingServer, recordingServer } from './support/recording-server.js';

function saved(request: Partial<SavedRequest> = {}): SavedDelivery {
  return {
    format: 'simotel-hooks/delivery@1',
    receivedAt: '2026-01-10T05:30:00.000Z',
    source: null,
    request: { method: 'GET', path: '/', headers: {}, ip: null, ...request },
    event: null,
    status: 200,
  };
}

const file = (name: string, request?: Partial<SavedRequest>): SavedFile => ({
  file: name,
  saved: saved(request),
});

let dir: string;
const servers: RecordingServer[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'simotel-hooks-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true });
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(answer?: Parameters<typeof recordingServer>[0]): Promise<RecordingServer> {
  const server = await recordingServer(answer);
  servers.push(server);
  return server;
}

const write = (name: string, value: unknown) =>
  writeFile(join(dir, name), typeof value === 'string' ? value : JSON.stringify(value));

async function messageOf(paths: string[]): Promise<string> {
  try {
    for await (const { file: name } of savedDeliveries(paths)) expect(name).toBeTruthy();
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('savedDeliveries', () => {
  it('reads files and the .json files of folders, by name', async () => {
    await mkdir(join(dir, 'deeper.json.d'));
    await write('b.json', saved({ path: '/b' }));
    await write('a.json', saved({ path: '/a' }));
    await write('notes.txt', 'not a delivery');
    await write('single', saved({ path: '/single' }));
    const paths: string[] = [];
    for await (const delivery of savedDeliveries([join(dir, 'single'), dir])) {
      paths.push(`${delivery.file.slice(dir.length + 1)} ${delivery.saved.request.path}`);
    }
    expect(paths).toEqual(['single /single', 'a.json /a', 'b.json /b']);
  });

  it('names the file that is none', async () => {
    await write('a.json', '{}');
    await write('b.json', { ...saved(), status: 'x' });
    expect(await messageOf([join(dir, 'a.json')])).toContain('a.json is no saved delivery');
    expect(await messageOf([join(dir, 'b.json')])).toMatch(/b\.json: .*"status"/);
    expect(await messageOf([join(dir, 'c.json')])).toMatch(/There is no .*c\.json/);
  });

  it('says that a folder is empty', async () => {
    expect(await messageOf([dir])).toContain('There is no .json file');
  });
});

describe('replay', () => {
  it('sends what was saved, in order and one at a time', async () => {
    let open = 0;
    let most = 0;
    const server = await start((_, response) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        response.end();
      });
    });
    const headers = { 'content-type': 'application/json', host: 'pbx.example', 'x-list': ['a', 'b'] };
    const deliveries = [
      file('1', { path: '/NewState?m=a?event_name=b' }),
      file('2', { method: 'POST', path: '', headers, body: '{"سلام":1}' }),
      file('3', { method: 'POST', path: '/', bodyBase64: Buffer.from('raw').toString('base64') }),
    ];
    const answered: string[] = [];
    const report = await replay(deliveries, parseTarget(`${server.origin}/call/?k=v`), {
      credentials: { username: 'u', password: 'p' },
      onAnswer: (delivery, answer) =>
        answered.push(`${delivery.file} ${answer instanceof CliError ? '' : answer.status}`),
    });
    expect(report).toEqual({ sent: 3, statuses: new Map([[200, 3]]), failures: [], stopped: null });
    expect(server.requests).toMatchObject([
      {
        method: 'GET',
        url: '/call/NewState?k=v&m=a?event_name=b',
        body: '',
        headers: { authorization: 'Basic dTpw' },
      },
      {
        method: 'POST',
        url: '/call/?k=v',
        body: '{"سلام":1}',
        headers: { 'content-type': 'application/json', 'x-list': 'a, b' },
      },
      { method: 'POST', url: '/call/?k=v', body: 'raw' },
    ]);
    expect(server.requests[1]?.headers.host).not.toBe('pbx.example');
    expect(answered).toEqual(['1 200', '2 200', '3 200']);
    expect(most).toBe(1);
  });

  it('goes on after refusals and broken connections', async () => {
    const { origin } = await start(({ url }, response) => {
      if (url === '/cut') response.destroy();
      else response.writeHead(Number(url.slice(1))).end();
    });
    const paths = ['/500', '/cut', '/422', '/200', '/500'];
    const report = await replay(
      paths.map((path) => file(path, { path })),
      parseTarget(origin),
    );
    expect(report).toMatchObject({
      sent: 5,
      stopped: null,
      failures: [{ file: '/cut', error: expect.any(CliError) }],
    });
    expect([...report.statuses]).toEqual([
      [500, 2],
      ['failed', 1],
      [422, 1],
      [200, 1],
    ]);
  });

  it('stops where nobody listens', async () => {
    const target = parseTarget(`http://127.0.0.1:${await freePort()}`);
    const report = await replay([file('1'), file('2')], target);
    expect(report).toMatchObject({ sent: 1, stopped: 'refused', failures: [{ file: '1' }] });
  });

  it('stops when it is aborted, in the middle of a delivery', async () => {
    const controller = new AbortController();
    const { origin, requests } = await start(({ url }, response) => {
      if (url === '/2') controller.abort();
      else response.end();
    });
    const deliveries = ['/1', '/2', '/3'].map((path) => file(path, { path }));
    const report = await replay(deliveries, parseTarget(origin), { signal: controller.signal });
    expect(report).toEqual({ sent: 1, statuses: new Map([[200, 1]]), failures: [], stopped: 'aborted' });
    expect(requests).toHaveLength(2);
  });
});
