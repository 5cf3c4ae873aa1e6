import { Logger } from '@nestjs/common';
import { basicAuth, type SimotelHooksOptions } from '@simotel-hooks/core';
import { OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { afterEach, expect, test } from 'vitest';
import { startApp } from './support/app.js';
import { CDR } from './support/payloads.js';

class Failing {
  @OnSimotelEvent('Cdr')
  onCdr(): never {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { password: 'hunter2' });
    throw new Error('cannot save the call', { cause });
  }

  @OnSimotelEvent('Cdr')
  async onCdrToo(): Promise<never> {
    throw 'a text';
  }
}

const lines: unknown[][] = [];
afterEach(() => {
  lines.splice(0);
  Logger.overrideLogger(false);
});

function start(options: Partial<SimotelHooksOptions> & { name?: string }) {
  const line =
    (level: string) =>
    (...args: unknown[]) =>
      void lines.push([level, ...args]);
  const logger = { log: () => {}, error: line('error'), warn: line('warn'), debug: line('debug') };
  return startApp({
    imports: [SimotelModule.forRoot({ auth: false, ...options })],
    providers: [Failing],
    options: { logger },
  });
}

test('failures go to the logger of the app, with their stacks and what caused them', async () => {
  const app = await start({});
  await app.post('/simotel');

  expect(lines).toHaveLength(1);
  const [level, message, stack, context] = lines[0] ?? [];
  expect([level, context]).toEqual(['error', 'SimotelModule']);
  expect(message).toMatch(
    /^Handlers: 2 of 2 failed, .* \{"code":"HANDLER_FAILED","event":"Cdr","callId":"1613906376\.30"/,
  );
  expect(stack).toMatch(/^SimotelError: Handlers/);
  expect(stack).toMatch(/Caused by: AggregateError: /);
  expect(stack).toMatch(/Caused by: Error: cannot save the call\n +at .*Failing\.onCdr/);
  expect(stack).toMatch(/Caused by: Error: connect ECONNREFUSED\n +at /);
  expect(stack).not.toContain('hunter2');
});

test('refusals are warnings; the name of the module is told, its secrets are not', async () => {
  const app = await start({ auth: basicAuth({ username: 'simotel', password: 'hunter2' }), name: 'shop' });
  await app.post('/simotel', CDR, { authorization: `Basic ${btoa('simotel:swordfish')}` });

  const [level, message, context] = lines[0] ?? [];
  expect([level, context]).toEqual(['warn', 'SimotelModule shop']);
  expect(message).toMatch(
    /^The credentials are missing or wrong\. \{"code":"UNAUTHORIZED",.*"ip":"127\.0\.0\.1"\}$/,
  );
  expect(JSON.stringify(lines)).not.toMatch(/hunter2|swordfish|Basic/);
});

test('a logger of the options is used instead', async () => {
  const own: unknown[] = [];
  const app = await start({ logger: { error: (_details, message) => own.push(message) } });
  await app.post('/simotel');

  expect(lines).toEqual([]);
  expect(own).toEqual([expect.stringMatching(/^Handlers: 2 of 2 failed/)]);
});
