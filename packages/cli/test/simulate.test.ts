import { decode } from '@simotel-hooks/core';
import { type SimulatedEvent, simulateCallCentre } from '@simotel-hooks/testing';
import pc from 'picocolors';
import { afterEach, describe, expect, it } from 'vitest';
import { CliError } from '../src/errors.js';
import { parseTarget } from '../src/http/target.js';
import { Chains } from '../src/order/chains.js';
import { simulateTraffic } from '../src/simulate/simulate-traffic.js';
import { wireChoices } from '../src/simulate/wire-choice.js';
import { trafficLines } from '../src/terminal/traffic.js';
import { freePort, type RecordingServer, recordingServer } from './support/recording-server.js';

const servers: RecordingServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(answer?: Parameters<typeof recordingServer>[0]): Promise<RecordingServer> {
  const server = await recordingServer(answer);
  servers.push(server);
  return server;
}

const write = wireChoices('all', 'all');
const speed = Infinity;
const quickly = (simulation: Iterable<SimulatedEvent>, { origin }: RecordingServer) => ({
  target: parseTarget(`${origin}/call/`),
  simulation,
  write,
  speed,
});

/** What an event is, whatever way it came. */
const identityOf = (event: SimulatedEvent['event']) => JSON.stringify([event.name, event.callId, event.data]);

describe('simulateTraffic', () => {
  it('delivers every event, those of one call in their order', async () => {
    // Slow and fast answers, so that other calls overtake.
    let count = 0;
    const server = await start((_, response) => {
      if (count++ % 3 === 0) setTimeout(() => response.end(), 5);
      else response.end();
    });
    const simulation = simulateCallCentre({ seed: 3, calls: 60 });
    const answered: SimulatedEvent[] = [];
    const report = await simulateTraffic({
      ...quickly(simulation, server),
      onAnswer: (event) => answered.push(event),
    });
    const sent = [...simulation];
    expect(report).toMatchObject({ sent: sent.length, firstError: null });
    expect([...report.statuses]).toEqual([[200, sent.length]]);
    expect(report.latency?.p50).toBeGreaterThan(0);
    expect(report.latency?.max).toBeGreaterThanOrEqual(report.latency?.p99 ?? Infinity);
    const got = server.requests.map(({ method, url, body }) => {
      const event = decode({ method, path: url, body });
      if (event.kind === 'unknown') throw new Error('It is unknown.');
      return identityOf(event);
    });
    expect([...got].sort()).toEqual(sent.map(({ event }) => identityOf(event)).sort());
    const byCall = (events: readonly SimulatedEvent[]) => {
      const calls = new Map<string, string[]>();
      for (const { call, event } of events) {
        if (call) calls.set(call.id, [...(calls.get(call.id) ?? []), identityOf(event)]);
      }
      return calls;
    };
    expect(byCall(answered)).toEqual(byCall(sent));
  });

  it('goes through all versions and methods', async () => {
    const server = await start();
    await simulateTraffic({ ...quickly(simulateCallCentre({ calls: 20 }), server), concurrency: 1 });
    const ways = new Set(
      server.requests.map(
        ({ method, url, headers }) =>
          `${method} ${url.split('?')[0] === '/call/'} ${headers['content-type'] ?? ''}`,
      ),
    );
    expect([...ways].sort()).toEqual([
      'GET false ',
      'GET true ',
      'POST false application/json',
      'POST false application/x-www-form-urlencoded',
      'POST true application/json',
      'POST true application/x-www-form-urlencoded',
    ]);
  });

  it('keeps to the concurrency', async () => {
    let open = 0;
    let most = 0;
    const server = await start((_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end();
      }, 2);
    });
    await simulateTraffic({ ...quickly(simulateCallCentre({ calls: 40 }), server), concurrency: 4 });
    expect(most).toBe(4);
  });

  it('sends credentials, and counts answers of every kind', async () => {
    let count = 0;
    const server = await start((_, response) => {
      const turn = count++ % 4;
      if (turn === 1) response.writeHead(503).end();
      else if (turn === 2) response.destroy();
      else response.end();
    });
    const report = await simulateTraffic({
      ...quickly(simulateCallCentre({ calls: 10 }), server),
      credentials: { username: 'u', password: 'p' },
      concurrency: 1,
    });
    expect(server.requests.every(({ headers }) => headers.authorization === 'Basic dTpw')).toBe(true);
    expect(report.statuses.get(503)).toBeGreaterThan(0);
    expect(report.statuses.get('failed')).toBeGreaterThan(0);
    expect([...report.statuses.values()].reduce((sum, times) => sum + times)).toBe(report.sent);
    expect(report.firstError?.message).toContain('closed the connection');
    const lines = trafficLines(report, pc.createColors(false));
    expect(lines[0]).toMatch(new RegExp(`^${report.sent} deliveries in `));
    expect(lines).toContainEqual(expect.stringMatching(/^ +\d+ {2}503$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ +\d+ {2}without an answer$/));
    expect(lines.at(-1)).toContain('first failure: ');
  });

  it('ends an endless simulation when it is aborted, with what was done', async () => {
    const controller = new AbortController();
    const server = await start((_, response) => response.end());
    let asked = 0;
    function* endless() {
      for (const event of simulateCallCentre({ calls: Infinity })) {
        asked++;
        yield event;
      }
    }
    const report = await simulateTraffic({
      ...quickly(endless(), server),
      signal: controller.signal,
      onAnswer: () => {
        if (server.requests.length === 300) controller.abort();
      },
    });
    expect(report.sent).toBeGreaterThan(200);
    expect(report.statuses.has('failed')).toBe(false);
    // Bounded: it does not run ahead of the receiver.
    expect(asked).toBeLessThan(300 + 16 * 17 + 2);
  });

  it('ends at once when it waits for the next event', async () => {
    const controller = new AbortController();
    const server = await start();
    const report = await simulateTraffic({
      ...quickly(simulateCallCentre({ calls: 5, rate: 0.001 }), server),
      speed: 1,
      signal: controller.signal,
      onAnswer: () => controller.abort(),
    });
    expect(report.sent).toBe(1);
  });

  it('waits as long as the PBX would, only faster', async () => {
    const server = await start();
    const [one] = simulateCallCentre({ calls: 1 });
    if (!one) throw new Error('There is no event.');
    const later = { ...one, at: new Date(one.at.getTime() + 3_000_000) };
    const report = await simulateTraffic({ ...quickly([one, later], server), speed: 60_000 });
    expect(report.sent).toBe(2);
    // 50 minutes at 60,000 times the speed; a timer may be early by a millisecond.
    expect(report.elapsedMs).toBeGreaterThan(48);
  });

  it('gives up where nobody listens', async () => {
    const port = await freePort();
    const events = simulateCallCentre({ calls: 5 });
    const traffic = simulateTraffic({
      target: parseTarget(`http://127.0.0.1:${port}`),
      simulation: events,
      write,
      speed,
    });
    await expect(traffic).rejects.toThrow(`Nothing listens on 127.0.0.1:${port}`);
    await expect(traffic).rejects.toBeInstanceOf(CliError);
  });

  it('refuses a speed and a way of writing that cannot be', async () => {
    const server = await start();
    const options = quickly(simulateCallCentre({ calls: 5 }), server);
    for (const wrong of [0, -1, Number.NaN]) {
      await expect(simulateTraffic({ ...options, speed: wrong })).rejects.toMatchObject({ exitCode: 2 });
    }
    const brackets = { version: 'G4', method: 'POST', encoder: 'brackets' } as const;
    const later = (index: number) => (index === 7 ? brackets : {});
    for (const wrong of [() => brackets, later]) {
      await expect(simulateTraffic({ ...options, write: wrong })).rejects.toMatchObject({ exitCode: 2 });
    }
  });

  it('reports nothing of nothing', async () => {
    const report = await simulateTraffic(quickly([], await start()));
    expect(report).toMatchObject({ sent: 0, latency: null, firstError: null });
    expect(trafficLines(report, pc.createColors(false))).toEqual([
      expect.stringMatching(/^0 deliveries in 0\.0 s/),
    ]);
  });
});

describe('chains', () => {
  it('forget what is done', async () => {
    const chains = new Chains(2);
    const order: string[] = [];
    for (const name of ['a1', 'b1', 'a2', 'c1', 'a3']) {
      await chains.add(name.slice(0, 1), async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push(name);
      });
    }
    await chains.idle();
    expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(order).toHaveLength(5);
    await chains.idle();
  });
});
