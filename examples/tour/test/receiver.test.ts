import pc from 'picocolors';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linesFor } from '../src/lines.js';
import { listen } from '../src/listen.js';
import { type Receiver, startReceiver } from '../src/receiver.js';

const colors = pc.createColors(false);
const output: string[] = [];
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver(0, (received) => output.push(...linesFor(received, colors)));
});
beforeEach(() => void output.splice(0));
afterAll(() => receiver.close());

async function send(path: string, init?: RequestInit): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(receiver.origin + path, init);
  return { status: response.status, answer: await response.json() };
}

describe('the receiver', () => {
  it('answers HEAD without taking it for an event', async () => {
    const { status } = await fetch(`${receiver.origin}/call/?event_name=Ping`, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(output).toEqual([]);
  });

  it('accepts an unknown event and prints its fields', async () => {
    const { status, answer } = await send('/call/TestEvent?a=1&b=two', { method: 'PUT' });
    expect({ status, answer }).toEqual({ status: 200, answer: { ok: true, event: null } });
    expect(output).toEqual([
      expect.stringMatching(/^ {2}Rest PUT query +unknown "TestEvent" +– +a 1 {2}b two$/),
    ]);
  });

  it('names the codes of the warnings', async () => {
    const { answer } = await send('/call/', { method: 'POST', body: "{'event_name': 'Ping'}" });
    expect(answer).toEqual({ ok: true, event: 'Ping', warnings: ['BODY_REPAIRED'] });
  });

  it('says what is wrong with an event it cannot accept', async () => {
    const { status, answer } = await send('/call/newstate?exten=991');
    expect(status).toBe(422);
    expect(answer).toMatchObject({ ok: false, code: 'EVENT_INVALID', message: expect.any(String) });
    expect(output[0]).toMatch(/^ {2}Rest GET query +EVENT_INVALID +answered 422 to GET \/call\/newstate$/);
    expect(output).toContainEqual(expect.stringMatching(/^ {6}✗ state: state is missing/));
  });

  it('does not take a browser for a PBX', async () => {
    const { status, answer } = await send('/');
    expect(status).toBe(400);
    expect(answer).toMatchObject({ ok: false, code: 'EVENT_NAME_MISSING' });
  });

  it('refuses a body over 1 MiB and takes one of exactly that size', async () => {
    const start = 'event_name=Ping&filler=';
    const body = start + 'x'.repeat(1_048_576 - start.length);
    expect((await send('/call/', { method: 'POST', body })).status).toBe(200);
    const { status, answer } = await send('/call/', { method: 'POST', body: body + 'x'.repeat(3_000_000) });
    expect(status).toBe(413);
    expect(answer).toMatchObject({ ok: false, code: 'BODY_TOO_LARGE' });
  });

  it('survives a sender that hangs up', async () => {
    const controller = new AbortController();
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('event_')),
    });
    const init = { method: 'POST', body, duplex: 'half', signal: controller.signal } as const;
    const cut = fetch(receiver.origin, init);
    setTimeout(() => controller.abort(), 50);
    await expect(cut).rejects.toThrow();
    expect((await send('/call/ping')).status).toBe(200);
  });
});

describe('the port', () => {
  it('is any free one where none was asked for and the default is taken', async () => {
    const first = await listen(undefined, () => {});
    const second = await listen(undefined, () => {});
    expect(second.port).not.toBe(first.port);
    await Promise.all([first.close(), second.close()]);
  });
});

describe('a line', () => {
  it('cannot be used to write escape sequences to the terminal', async () => {
    await send('/call/', {
      method: 'POST',
      body: 'event_name=%1B[2J%0A%E2%80%AEx&%1Bkey=%07value&cuid=%1B[1m',
    });
    expect(output[0]).toContain('unknown "\\u001b[2J\\u000a\\u202ex"');
    for (const line of output) expect(line).not.toMatch(/\p{Cc}|\u202e/u);
  });

  it('keeps long values short', async () => {
    await send(`/call/?event_name=IncomingCall&number=${'😀'.repeat(500)}`);
    expect(output[0]).toContain(`number ${'😀'.repeat(63)}…`);
  });
});
