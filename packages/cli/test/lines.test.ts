import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { deliveryLines, forwardLine } from '../src/terminal/lines.js';
import { jsonLine, printable } from '../src/terminal/printable.js';
import { listenForTest } from './listen/support.js';

const colors = pc.createColors(false);

/** What is printed for one delivery. */
async function linesOf(
  path: string,
  init?: RequestInit,
  options?: Parameters<typeof listenForTest>[0],
): Promise<string[]> {
  const { origin, deliveries } = await listenForTest({ inspectorPort: false, ...options });
  await fetch(origin + path, init);
  return deliveries.flatMap((delivery) => deliveryLines(delivery, colors));
}

describe('a delivery on the terminal', () => {
  it('is a line: time, source, transport, event, call, and the fields that matter', async () => {
    const [line, ...more] = await linesOf(
      '/call/NewState?event_name=NewState&exten=991&state=Ringing&unique_id=1610778618.378',
    );
    expect(line).toMatch(
      /^ {2}\d\d:\d\d:\d\d\.\d{3} {2}127\.0\.0\.1 +Rest GET query +NewState +1610778618\.378 +exten 991 {2}state Ringing$/,
    );
    expect(more).toEqual([]);
  });

  it('has its warnings below it', async () => {
    const lines = await linesOf('/', { method: 'POST', body: "{'event_name': 'Ping'}" });
    expect(lines[1]).toMatch(/^ {6}! BODY_REPAIRED: /);
  });

  it('shows the fields of an unknown event', async () => {
    const [line] = await linesOf('/call/TestEvent?a=1&b=two');
    expect(line).toMatch(/Rest GET query +unknown "TestEvent" +– +a 1 {2}b two$/);
  });

  it('says what is wrong, and what it was answered', async () => {
    const [line, ...notes] = await linesOf('/call/newstate?exten=991');
    expect(line).toMatch(/Rest GET query +EVENT_INVALID +answered 422 to GET \/call\/newstate$/);
    expect(notes).toContainEqual(expect.stringMatching(/^ {6}✗ state: state is missing/));
    const [refused] = await linesOf('/?event_name=Ping', {}, { auth: { username: 'u', password: 'p' } });
    expect(refused).toMatch(/UNAUTHORIZED +answered 401 to GET \/$/);
  });

  it('cannot be used to write escape sequences to the terminal', async () => {
    const lines = await linesOf('/call/', {
      method: 'POST',
      body: 'event_name=%1B[2J%0A%E2%80%AEx&%1Bkey=%07value&cuid=%1B[1m',
    });
    expect(lines[0]).toContain('unknown "\\u001b[2J\\u000a\\u202ex"');
    for (const line of lines) expect(line).not.toMatch(/\p{Cc}|\u202e/u);
  });

  it('nor in JSON, which still says the same', () => {
    const value = { '\u009b': 'a\u001b[2J\u202e\u009b\n\ud800 نظر' };
    expect(jsonLine(value)).not.toMatch(/\p{Cc}|\u202e/u);
    expect(JSON.parse(jsonLine(value))).toEqual(value);
  });

  it('keeps long values short', async () => {
    const [line] = await linesOf(`/call/?event_name=IncomingCall&number=${'😀'.repeat(500)}`);
    expect(line).toContain(`number ${'😀'.repeat(63)}…`);
    expect(printable('x'.repeat(10_000_000)).length).toBe(64);
  });
});

describe('an answer of a program that it was passed on to', () => {
  it.each([
    [{ status: 202, durationMs: 3.4, error: null }, '      → http://a/  202 in 3 ms'],
    [{ status: null, durationMs: null, error: 'Nothing listens.' }, '      → http://a/  Nothing listens.'],
  ])('%j', (answer, line) => {
    expect(forwardLine({ url: 'http://a/', ...answer }, colors)).toBe(line);
  });
});
