import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequest, toFetch } from '@simotel-hooks/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseSaved, requestOf } from '../../src/delivery/saved-file.js';
import { parseTarget } from '../../src/http/target.js';
import { stop } from '../../src/listen/port.js';
import { listenForTest } from './support.js';

interface Passed {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: string;
}

/** A program that deliveries are passed on to. */
async function programForTest(answer: (passed: Passed) => Promise<number> | number = () => 200) {
  const passed: Passed[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers, rawHeaders } = request;
    const one = { method, url, headers, rawHeaders, body };
    passed.push(one);
    response.writeHead(await answer(one)).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => stop(server));
  const address = server.address();
  return { passed, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
}

describe('a delivery that is passed on', () => {
  it('arrives as it came, credentials included', async () => {
    const { passed, url } = await programForTest(() => 202);
    const auth = { username: 'pbx', password: 'secret' };
    const forward = [parseTarget(`${url}/hook?site=1`)];
    const { origin, forwards } = await listenForTest({ auth, forward, path: '/simotel' });
    const request = createRequest('Cdr', { version: 'Rest4', path: '/simotel', auth });
    await fetch(toFetch(request, origin));
    const broken = '/simotel?m=simotel?event_name=Ping&api_key=k%20';
    await fetch(`${origin}${broken}`, { headers: { authorization: request.headers['authorization'] ?? '' } });

    await expect.poll(() => forwards).toHaveLength(2);
    expect(forwards[0]).toEqual({
      url: `${url}/hook?site=1`,
      status: 202,
      durationMs: expect.any(Number),
      error: null,
    });
    expect(passed).toMatchObject([
      { method: 'POST', url: '/hook/Cdr?site=1', body: request.body, headers: request.headers },
      { method: 'GET', url: '/hook?site=1&m=simotel?event_name=Ping&api_key=k%20', body: '' },
    ]);
  });

  it('is one that cannot be understood, too, but not one of a stranger', async () => {
    const { passed, url } = await programForTest();
    const { origin, forwards } = await listenForTest({
      auth: { token: 't', tokenName: 'token' },
      forward: [parseTarget(url)],
    });
    await fetch(`${origin}/?token=wrong`, { method: 'POST', body: '{"event_name":"Ping"}' });
    await fetch(`${origin}/?token=t`, { method: 'POST', body: '{"event_name":' });
    await expect.poll(() => forwards).toHaveLength(1);
    expect(passed.map(({ body }) => body)).toEqual(['{"event_name":']);
  });

  it('is not one that did not arrive whole', async () => {
    const { passed, url } = await programForTest();
    const { origin, forwards } = await listenForTest({ forward: [parseTarget(url)] });
    await fetch(`${origin}/Cdr`, { method: 'POST', body: 'x'.repeat(1_100_000) });
    await expect.poll(() => forwards).toHaveLength(1);
    expect(forwards[0]).toMatchObject({
      status: null,
      error: expect.stringContaining('did not arrive whole'),
    });
    expect(passed).toEqual([]);
  });

  it('keeps headers that come several times apart', async () => {
    const { passed, url } = await programForTest();
    const { origin } = await listenForTest({ forward: [parseTarget(url)] });
    request(`${origin}/Ping`, { headers: { 'x-twice': ['one, two', 'three'] } }).end();
    await expect.poll(() => passed).toHaveLength(1);
    expect(passed[0]?.rawHeaders.join('|')).toContain('x-twice|one, two|x-twice|three');
  });

  it('waits for the one before it of the same call, and for no other', async () => {
    let release = () => {};
    const held = new Promise<number>((resolve) => {
      release = () => resolve(200);
    });
    const { passed, url } = await programForTest(({ body }) =>
      body.includes('"1.1"') && passed.length === 1 ? held : 200,
    );
    const { send } = await listenForTest({ forward: [parseTarget(url)] });
    await send('NewState', { callId: '1.1' });
    await expect.poll(() => passed).toHaveLength(1);
    await send('Cdr', { callId: '1.1' });
    await send('Cdr', { callId: '2.2' });
    await expect.poll(() => passed).toHaveLength(2);
    expect(passed[1]?.body).toContain('"2.2"');
    release();
    await expect.poll(() => passed).toHaveLength(3);
  });

  it('waits for nothing where it belongs to no call', async () => {
    const { passed, url } = await programForTest(() => (passed.length === 1 ? new Promise(() => {}) : 200));
    const { send } = await listenForTest({ forward: [parseTarget(url)] });
    await send('ExtenAdded');
    await send('ExtenRemoved');
    await expect.poll(() => passed).toHaveLength(2);
  });

  it('cannot be passed on to the receiver itself, where it would go round for ever', async () => {
    const { listener } = await listenForTest();
    const { port } = listener.receiver;
    await listener.close();
    for (const host of ['127.0.0.1', 'localhost']) {
      const forward = [parseTarget(`http://${host}:${port}/x`)];
      await expect(listenForTest({ port, forward })).rejects.toThrow('is this receiver itself');
    }
  });

  it('is answered to the PBX whatever becomes of it, and the failure is told', async () => {
    const { send, forwards } = await listenForTest({
      forward: [parseTarget('http://user:secret@127.0.0.1:1/')],
    });
    expect((await send('Ping')).status).toBe(200);
    await expect.poll(() => forwards).toHaveLength(1);
    expect(forwards[0]).toMatchObject({
      status: null,
      error: expect.stringContaining('Nothing listens on 127.0.0.1:1'),
    });
    expect(JSON.stringify(forwards)).not.toContain('secret');
  });
});

describe('a delivery that is saved', () => {
  async function folder(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'simotel-hooks-save-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    return dir;
  }

  it('is in a file of its own, without credentials, named by time and event', async () => {
    const save = join(await folder(), 'new', 'folder');
    const auth = { username: 'pbx', password: 'secret' };
    const { listener, origin } = await listenForTest({ save, auth });
    const request = createRequest('Survey', { auth, data: { label: 'نظرسنجی' } });
    await fetch(toFetch(request, origin));
    await fetch(toFetch(createRequest('Ping'), origin));
    await listener.close();

    const [file = '', ...more] = await readdir(save);
    expect(more).toEqual([]);
    expect(file).toMatch(/^\d{8}T\d{6}\.\d{3}Z-000001-Survey\.json$/);
    const text = await readFile(join(save, file), 'utf8');
    expect(text).not.toMatch(/secret|authorization/i);
    const saved = parseSaved(text);
    expect(saved).toMatchObject({ event: { name: 'Survey' }, status: 200, source: '127.0.0.1' });
    expect(saved && Buffer.from(requestOf(saved).body).toString()).toBe(request.body);
    if (process.platform !== 'win32') expect((await stat(join(save, file))).mode & 0o777).toBe(0o600);
  });

  it('is none that did not arrive whole', async () => {
    const save = await folder();
    const { listener, origin, troubles } = await listenForTest({ save });
    await fetch(`${origin}/Cdr`, { method: 'POST', body: 'x'.repeat(1_100_000) });
    await listener.close();
    expect(await readdir(save)).toEqual([]);
    expect(troubles).toEqual([expect.stringContaining('did not arrive whole')]);
  });

  it('is told of where it cannot be written, once', async () => {
    const dir = await folder();
    const save = join(dir, 'gone');
    const { listener, send, troubles, deliveries } = await listenForTest({ save });
    await rm(save, { recursive: true });
    await send('Ping');
    await send('ExtenAdded');
    await send('Ping');
    await expect.poll(() => deliveries).toHaveLength(3);
    await listener.close();
    expect(troubles).toEqual([`There is no ${save}. Check the path. Deliveries are not saved.`]);

    await writeFile(join(dir, 'file'), '');
    await expect(listenForTest({ save: join(dir, 'file') })).rejects.toThrow(/is a file|is there already/);
  });
});
