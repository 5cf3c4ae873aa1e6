import pc from 'picocolors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesFor } from '../src/lines.js';
import { type Received, type Receiver, startReceiver } from '../src/receiver.js';
import { PAYLOADS, sampleById } from '../src/samples.js';
import { summaryOf } from '../src/summary.js';
import { type Outcome, runTour } from '../src/tour.js';
import { LABEL_WIDTH, labelOf, TRANSPORTS } from '../src/transports.js';

const colors = pc.createColors(false);

describe('the tour', () => {
  const received: Received[] = [];
  const output: string[] = [];
  const print = (line: string) => void output.push(line);
  let receiver: Receiver;
  let outcomes: Outcome[];

  beforeAll(async () => {
    receiver = await startReceiver(0, (delivery) => {
      received.push(delivery);
      linesFor(delivery, colors).forEach(print);
    });
    outcomes = await runTour({ origin: receiver.origin, print, colors });
  });
  afterAll(() => receiver.close());

  it.each(PAYLOADS)('decodes $id to $event in every transport', ({ id, event }) => {
    const first = PAYLOADS.findIndex((sample) => sample.id === id) * TRANSPORTS.length;
    const deliveries = received.slice(first, first + TRANSPORTS.length);
    const events = deliveries.map(({ result }) => (result.success ? result.event : result.error));
    expect(events.map(({ name }) => name)).toEqual(TRANSPORTS.map(() => event));
    // Not only the same name: whatever the transport, the program sees the same data.
    const seen = events.map((one) => 'data' in one && { data: one.data, callId: one.callId });
    expect(seen).toEqual(TRANSPORTS.map(() => seen[0]));
  });

  it('reports every delivery as decoded', () => {
    expect(outcomes).toHaveLength(PAYLOADS.length * TRANSPORTS.length);
    expect(outcomes.filter(({ failure }) => failure !== undefined)).toEqual([]);
  });

  it('sends documented JSON byte for byte, also where it is not valid', () => {
    const bodies = received.map(({ request }) => Buffer.from(request.body).toString());
    for (const { raw } of PAYLOADS) expect(bodies).toContain(raw);
  });

  it('prints each delivery under the transport it was sent by', () => {
    const lines = output.filter((line) => line.startsWith('  ') && !line.startsWith('   '));
    expect(lines).toHaveLength(outcomes.length);
    const labels = PAYLOADS.flatMap(() => TRANSPORTS.map(labelOf));
    expect(lines.map((line) => line.slice(2, 2 + LABEL_WIDTH).trimEnd())).toEqual(labels);
  });

  it('prints a warning under the delivery it belongs to', () => {
    const at = output.findIndex(
      (line) => line.includes('G POST JSON') && line.includes('number 09331112233'),
    );
    expect(output[at + 1]).toMatch(/^ {6}! BODY_REPAIRED: /);
  });

  it('says in the summary what failed', () => {
    const [first, ...rest] = outcomes.map((outcome) => ({ ...outcome }));
    if (first === undefined) throw new Error('The tour sent nothing.');
    first.failure = 'got EVENT_INVALID';
    const text = summaryOf([first, ...rest], colors).join('\n');
    expect(text).toContain(`1 of ${outcomes.length} deliveries did not decode`);
    expect(text).toContain(`${first.sample.id} by G GET query: expected Transfer, got EVENT_INVALID`);
    expect(summaryOf(outcomes, colors).join('\n')).toContain(`All ${outcomes.length} deliveries decoded`);
  });

  it("prints a NewState line for the vendor's own example", async () => {
    const { pathname, search } = new URL(sampleById('wiki-setting-g4-get').raw);
    const response = await fetch(receiver.origin + pathname + search, {
      headers: { authorization: `Basic ${btoa('username:password')}` },
    });
    expect(await response.json()).toEqual({ ok: true, event: 'NewState' });
    expect(output.at(-1)).toMatch(/^ {2}G GET query +NewState +– +exten 991 {2}state Unavailable$/);
  });

  it('stops where it is asked to', async () => {
    const signal = AbortSignal.abort();
    expect(await runTour({ origin: receiver.origin, print, colors, signal })).toEqual([]);
  });
});

describe('a tour without a receiver', () => {
  it('counts every delivery as failed', async () => {
    const receiver = await startReceiver(0, () => {});
    await receiver.close();
    const outcomes = await runTour({ origin: receiver.origin, print: () => {}, colors });
    expect(outcomes.every(({ failure }) => failure?.startsWith('got '))).toBe(true);
  });
});
