import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenForTest } from './support.js';

const basic = (password: string) => `Basic ${Buffer.from(`pbx:${password}`).toString('base64')}`;
const PANEL = { username: 'pbx', password: 'secret' };

describe('what arrives', () => {
  it('is told with what it was understood as, and how it was answered', async () => {
    const { deliveries, send } = await listenForTest();
    const response = await send('NewState', { version: 'Rest4', method: 'GET', path: '/call/' });
    expect(response.status).toBe(200);
    expect(deliveries).toMatchObject([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        source: '127.0.0.1',
        request: {
          method: 'GET',
          path: expect.stringMatching(/^\/call\/NewState\?event_name=NewState&exten=991/),
          ip: '127.0.0.1',
        },
        result: { success: true, event: { name: 'NewState' } },
        answer: { status: 200 },
      },
    ]);
  });

  it('is told where it is no event, too, with what came', async () => {
    const { deliveries, origin } = await listenForTest();
    const response = await fetch(`${origin}/NewState`, { method: 'POST', body: '{"exten":' });
    expect(response.status).toBe(400);
    expect(deliveries).toMatchObject([{ result: { success: false, error: { code: 'BODY_MALFORMED' } } }]);
    expect(Buffer.from(deliveries[0]?.request.body ?? []).toString()).toBe('{"exten":');
  });

  it('is not told of probes', async () => {
    const { deliveries, origin } = await listenForTest();
    expect((await fetch(`${origin}/call/?event_name=Ping`, { method: 'HEAD' })).status).toBe(200);
    const missing = await fetch(`${origin}/favicon.ico`);
    expect(missing.status).toBe(404);
    expect(deliveries).toEqual([]);
  });

  it('survives a sender that hangs up', async () => {
    const { deliveries, origin, send, troubles } = await listenForTest();
    const cut = request(origin, { method: 'POST', headers: { 'content-length': 100 } });
    cut.on('error', () => {});
    cut.write('event_');
    await new Promise((resolve) => cut.on('socket', (socket) => socket.on('connect', resolve)));
    cut.destroy();
    expect((await send('Ping')).status).toBe(200);
    await expect.poll(() => deliveries.map(({ result }) => result.success).sort()).toEqual([false, true]);
    expect(troubles).toEqual([]);
  });

  it('is told of where it is no HTTP', async () => {
    const { listener, troubles, send } = await listenForTest();
    const socket = connect(listener.receiver.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write('GET /?label=\u06f1 HTTP/1.1\r\nhost: x\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    expect(troubles).toEqual([
      expect.stringMatching(/^127\.0\.0\.1 sent what is no HTTP request \(HPE_\w+\)/),
    ]);
    expect((await send('Ping')).status).toBe(200);
  });

  it('only counts at the path that was chosen', async () => {
    const { deliveries, listener, origin, send, troubles } = await listenForTest({ path: '/simotel/' });
    expect((await send('Ping', { path: '/simotel', version: 'Rest4' })).status).toBe(200);
    expect(deliveries[0]?.request.path).toBe('/Ping');
    const other = await fetch(`${origin}/other`, { method: 'POST', body: 'event_name=Ping' });
    expect(other.status).toBe(404);
    expect(await other.text()).toContain('/simotel');
    await fetch(`${origin}/other?a=1`);
    expect(troubles).toEqual([
      expect.stringMatching(/^127\.0\.0\.1 asked for \/other, which is not behind \/simotel/),
    ]);
    expect(listener.address).toBe(`${origin}/simotel`);
  });

  it('has its times read in the zone of the PBX', async () => {
    const { deliveries, send } = await listenForTest({ timeZone: 'Asia/Tehran' });
    const date = new Date('2026-01-10T05:30:00Z');
    await send('Survey', { timeZone: 'Asia/Tehran', data: { date } });
    expect(deliveries[0]?.result).toMatchObject({ success: true, event: { data: { date } } });
  });
});

describe('credentials', () => {
  it('are asked for, and strangers are told apart from the PBX', async () => {
    const { deliveries, origin } = await listenForTest({ auth: PANEL });
    const visit = (headers: Record<string, string>) =>
      fetch(`${origin}/call/?event_name=Ping&secretly=42`, { headers });
    expect((await visit({})).status).toBe(401);
    expect((await visit({ authorization: basic('wrong') })).status).toBe(401);
    expect((await visit({ authorization: basic('secret') })).status).toBe(200);
    expect(deliveries.map(({ result }) => (result.success ? 'in' : result.error.message))).toEqual([
      expect.stringContaining('No credentials came'),
      expect.stringContaining('wrong'),
      'in',
    ]);
    // What a stranger says is nobody's business: only who it was.
    expect(deliveries[0]).toMatchObject({ source: '127.0.0.1', request: { path: '/call/', headers: {} } });
  });

  it('may be a token in the address', async () => {
    const { deliveries, origin } = await listenForTest({ auth: { token: 's3cret', tokenName: 'key' } });
    expect((await fetch(`${origin}/?event_name=Ping&key=other`)).status).toBe(401);
    expect((await fetch(`${origin}/?event_name=Ping&key=s3cret`)).status).toBe(200);
    expect(deliveries[0]?.result).toMatchObject({ error: { message: expect.stringContaining('?key=…') } });
    expect(JSON.stringify(deliveries)).not.toContain('s3cret');
  });

  it('are in nothing that is told, also those that are for another program', async () => {
    const { deliveries, origin } = await listenForTest({ auth: PANEL });
    await fetch(`${origin}/?event_name=Ping&api_key=hidden-1&token=hidden-2`, {
      headers: { authorization: basic('secret'), cookie: 'a=hidden-3', 'x-api-key': 'hidden-4' },
    });
    expect(deliveries).toHaveLength(1);
    expect(JSON.stringify(deliveries)).not.toMatch(/hidden|authorization|secret/);
  });

  it('are hidden however their keys are spelt, and whatever else came is still understood', async () => {
    const { deliveries, origin } = await listenForTest({ auth: false });
    const headers = { referer: 'http://a/?token=hidden-1' };
    await fetch(`${origin}/call/?TOKEN=hidden-2&event_name=NewState&Token[]=hidden-3&exten=991&state=Idle`, {
      headers,
    });
    expect(deliveries).toMatchObject([
      {
        request: { path: '/call/?event_name=NewState&exten=991&state=Idle' },
        result: { event: { data: { exten: '991', state: 'Idle' } } },
      },
    ]);
    expect(JSON.stringify(deliveries)).not.toContain('hidden');
  });

  it('are taken out of an address that is given whole', async () => {
    const { deliveries, listener } = await listenForTest({ path: 'simotel' });
    const { port } = listener.receiver;
    const sent = request({
      port,
      host: '127.0.0.1',
      path: 'http://pbx:hidden@pbx/simotel/NewState?exten=991&state=Idle',
    });
    const [response] = await once(sent.end(), 'response');
    expect(response.statusCode).toBe(200);
    expect(deliveries[0]?.request.path).toBe('/NewState?exten=991&state=Idle');
  });

  it('are needed where the network reaches the receiver', async () => {
    await expect(listenForTest({ host: '0.0.0.0' })).rejects.toThrow(/--user and --password.*--no-auth/);
    const { deliveries, send } = await listenForTest({ host: '0.0.0.0', allowAnybody: true });
    await send('Ping').catch(() => {});
    expect(deliveries).toHaveLength(1);
  });
});

describe('ports', () => {
  it('that are taken are an error that says what to do', async () => {
    const { listener } = await listenForTest();
    const { port } = listener.receiver;
    await expect(listenForTest({ port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: another program is using it. Choose another port with --port`,
    );
    const inspectorPort = listener.inspector?.port ?? 0;
    await expect(listenForTest({ inspectorPort })).rejects.toThrow(/--inspector-port 0/);
  });

  it('are others where nobody asked for them', async () => {
    const one = await listenForTest({ port: undefined, inspectorPort: undefined });
    const other = await listenForTest({ port: undefined, inspectorPort: undefined });
    expect(new Set([one.origin, other.origin, one.inspector, other.inspector]).size).toBe(4);
  });
});

it('sends a browser to the inspector', async () => {
  const { origin, inspector, deliveries } = await listenForTest();
  const response = await fetch(origin, { headers: { accept: 'text/html' }, redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([303, inspector]);
  expect(deliveries).toEqual([]);
});
