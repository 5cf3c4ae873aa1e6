import pc from 'picocolors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedDelivery } from '../src/delivery/delivery.js';
import { transportLabel, transportOf } from '../src/delivery/transport.js';
import { type Listener, startListener } from '../src/listen/listen.js';
import { PAYLOADS } from '../src/tour/samples.js';
import { summaryOf } from '../src/tour/summary.js';
import { type Outcome, runTour } from '../src/tour/tour.js';
import { TRANSPORTS } from '../src/tour/transports.js';

const colors = pc.createColors(false);
const signal = new AbortController().signal;

describe('the tour', () => {
  const received: ReceivedDelivery[] = [];
  const output: string[] = [];
  const print = (line: string) => void output.push(line);
  let listener: Listener;
  let outcomes: Outcome[];

  beforeAll(async () => {
    listener = await startListener({
      auth: false,
      port: 0,
      inspectorPort: false,
      onDelivery: (one) => received.push(one),
    });
    outcomes = await runTour({ origin: listener.receiver.origin, received, print, colors, signal });
  });
  afterAll(() => listener.close());

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

  it('uses every transport, as a receiver recognises it', () => {
    const labels = received.map(({ request }) => transportLabel(transportOf(request, null)));
    expect(labels).toEqual(PAYLOADS.flatMap(() => TRANSPORTS.map(transportLabel)));
    for (const { event } of PAYLOADS) expect(output.join('\n')).toContain(event);
  });

  it('says in the summary what failed', () => {
    const [first, ...rest] = outcomes;
    if (first === undefined) throw new Error('The tour sent nothing.');
    const text = summaryOf([{ ...first, failure: 'got EVENT_INVALID' }, ...rest], colors).join('\n');
    expect(text).toContain(`1 of ${outcomes.length} deliveries did not decode`);
    expect(text).toContain(
      `${first.sample.id} by G GET query: expected ${first.sample.event}, got EVENT_INVALID`,
    );
    expect(summaryOf(outcomes, colors).join('\n')).toContain(`All ${outcomes.length} deliveries decoded`);
  });

  it('stops where it is asked to', async () => {
    const { origin } = listener.receiver;
    expect(await runTour({ origin, received, print, colors, signal: AbortSignal.abort() })).toEqual([]);
  });
});

it('a tour without a receiver counts every delivery as failed', async () => {
  const outcomes = await runTour({
    origin: 'http://127.0.0.1:1',
    received: [],
    print: () => {},
    colors,
    signal,
  });
  expect(outcomes.every(({ failure }) => failure?.includes('Nothing listens'))).toBe(true);
});
