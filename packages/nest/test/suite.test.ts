import type { IncomingMessage } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { SimotelHooks } from '@simotel-hooks/core';
import { getSimotelHooksToken, SimotelModule } from '@simotel-hooks/nest';
import { type AdapterUnderTest, runAdapterSuite } from '@simotel-hooks/testing';
import { describe, it } from 'vitest';
import { createApp, listen, PLATFORMS, type Platform } from './support/app.js';
import { BoomFilter, HostController } from './support/host.js';

/** Reads bodies and leaves nothing of them. */
function drainBodies(app: INestApplication, platform: Platform): void {
  const drain = (request: IncomingMessage, done: () => void) => void request.resume().once('end', done);
  if (platform === 'Express') {
    app.use((request: IncomingMessage, _response: unknown, next: () => void) => drain(request, next));
  } else {
    const hook = (request: { raw: IncomingMessage }, _reply: unknown, next: () => void) =>
      drain(request.raw, next);
    app.getHttpAdapter().getInstance().addHook('onRequest', hook);
  }
}

const adapterUnderTest = (platform: Platform): AdapterUnderTest => ({
  name: `SimotelModule on ${platform}`,
  parsers: ['none', 'before'],
  canDrain: true,
  damagedJsonBehindParsers: 'decoded',
  async start({ options, basePath, bodyLimit, parsers, drain, mounted }) {
    const limit = bodyLimit === undefined ? {} : { bodyLimit };
    const app = await createApp({
      platform,
      imports: mounted ? [SimotelModule.forRoot({ ...options, ...limit, path: basePath })] : [],
      controllers: [HostController],
      providers: [{ provide: APP_FILTER, useClass: BoomFilter }],
      options: { bodyParser: parsers === 'before' },
      configure: (host) => drain && drainBodies(host, platform),
    });
    const { origin } = await listen(app);
    const hooks: SimotelHooks | undefined = mounted
      ? app.get(getSimotelHooksToken(), { strict: false })
      : undefined;
    return { origin, hooks, close: () => app.close() };
  },
});

for (const platform of PLATFORMS) runAdapterSuite(adapterUnderTest(platform), { describe, it });
