import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimotelHooks, ipAllowList, type SimotelHooks } from '@simotel-hooks/core';
import express5 from 'express';
import express4 from 'express-4';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createExpressMiddleware } from '../src/index.js';

let server: Server | undefined;
afterEach(() => server?.close());

async function listen(app: RequestListener): Promise<string> {
  server = createServer(app);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const quiet = (): SimotelHooks => createSimotelHooks({ auth: false, logger: {} });
const ringing = 'exten=991&state=Ringing&unique_id=1610778618.378';

describe.each([
  ['Express 4', express4],
  ['Express 5', express5],
])('%s', (_, express) => {
  it('passThrough leaves the event on the request and calls no handler', async () => {
    const hooks = quiet();
    const handler = vi.fn();
    hooks.onAny(handler);
    const app = express();
    app.use('/simotel', createExpressMiddleware(hooks, { passThrough: true }), (req, res) => {
      res.status(299).json([req.simotel?.event.callId, req.simotel?.delivery.source]);
    });
    const origin = await listen(app);
    const response = await fetch(`${origin}/simotel/NewState?${ringing}`);
    expect([response.status, await response.json()]).toEqual([299, ['1610778618.378', null]]);
    expect((await fetch(`${origin}/simotel`, { method: 'POST', body: 'x' })).status).toBe(400);
    expect((await fetch(`${origin}/simotel`, { method: 'HEAD' })).status).toBe(200);
    expect(handler).not.toHaveBeenCalled();
  });

  it('believes the proxies that the app believes, and no others', async () => {
    const hooks = createSimotelHooks({ auth: ipAllowList(['203.0.113.7']), logger: {} });
    const app = express();
    app.use('/simotel', createExpressMiddleware(hooks));
    const origin = await listen(app);
    const send = async () =>
      (
        await fetch(`${origin}/simotel/NewState?${ringing}`, {
          headers: { 'x-forwarded-for': '203.0.113.7' },
        })
      ).status;
    expect(await send()).toBe(401);
    app.set('trust proxy', 'loopback');
    expect(await send()).toBe(200);
  });

  it('can be a route of its own, and several receivers can share an app', async () => {
    const [tehran, shiraz] = [quiet(), quiet()];
    const handlers = [vi.fn(), vi.fn()];
    tehran.on('NewState', handlers[0] ?? vi.fn());
    shiraz.on('NewState', handlers[1] ?? vi.fn());
    const app = express();
    app.get('/pbx/tehran', createExpressMiddleware(tehran));
    app.use('/pbx/:city', createExpressMiddleware(shiraz));
    const origin = await listen(app);
    for (const city of ['tehran', 'shiraz']) {
      expect((await fetch(`${origin}/pbx/${city}?event_name=NewState&${ringing}`)).status).toBe(200);
    }
    expect(handlers.map((handler) => handler.mock.calls.length)).toEqual([1, 1]);
  });

  it('prefers the bytes a host kept to what its parser made of them', async () => {
    const hooks = quiet();
    const ids: unknown[] = [];
    hooks.onAny(({ callId, warnings }) => ids.push(callId, warnings));
    const app = express();
    app.use(express.json({ verify: (req, _res, bytes) => void Object.assign(req, { rawBody: bytes }) }));
    app.use('/simotel', createExpressMiddleware(hooks));
    const origin = await listen(app);
    await fetch(`${origin}/simotel/Ping`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"unique_id":1613906376.30}',
    });
    expect(ids).toEqual(['1613906376.30', []]);
  });
});
