import { describe, expect, test, vi } from 'vitest';
import { createMemoryCallStore, trackCalls } from '../../src/calls/index.js';
import { createSimotelHooks, decode } from '../../src/index.js';
import { at, cdr, EPOCH, ID, INCOMING, Line, useClock } from './support.js';

useClock();

const idOf = (number: number) => `${EPOCH + number}.${number}`;

describe('memory is bounded', () => {
  test('beyond maxCalls the oldest open call is given up, with a warning', async () => {
    const warn = vi.fn();
    const line = new Line({ maxCalls: 2, logger: { warn } });
    for (const number of [1, 2, 3]) {
      await line.send(number, 'IncomingCall', { number: `0912000000${number}`, unique_id: idOf(number) });
    }
    expect(line.ends).toMatchObject([
      { id: idOf(1), status: 'ended', outcome: 'unknown', evidence: 'evicted', endedAt: null },
    ]);
    expect((await line.tracker.active()).map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
    expect(await line.tracker.get(idOf(1))).toBeNull();
    expect(warn).toHaveBeenCalledWith(
      { callId: idOf(1), source: null, maxCalls: 2 },
      expect.stringContaining('maxCalls'),
    );
  });

  test('but calls that ended are forgotten before', async () => {
    const line = new Line({ maxCalls: 2 });
    await line.send(0, 'IncomingCall', { number: '0912', unique_id: idOf(0) });
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.end();
    await line.send(30, 'IncomingCall', { number: '0913', unique_id: idOf(30) });
    expect(line.ends).toHaveLength(1);
    expect(await line.tracker.get(ID)).toBeNull();
    expect(await line.tracker.active()).toHaveLength(2);
  });

  test('calls that ended are forgotten after keepEndedMs', async () => {
    const line = new Line({ keepEndedMs: 60_000 });
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.end();
    await line.until(75);
    expect(await line.tracker.get(ID)).not.toBeNull();
    await line.until(90);
    expect(await line.tracker.get(ID)).toBeNull();
  });

  test('a call without news is given up after idleTimeoutMs, one with news is not', async () => {
    const line = new Line({ idleTimeoutMs: 60_000 });
    await line.state(1, '993', 'Ringing');
    await line.state(50, '993', 'InUse');
    await line.until(105);
    expect(line.ends).toEqual([]);
    await line.until(112);
    expect(line.ends).toMatchObject([
      { outcome: 'unknown', evidence: 'timeout', answeredBy: '993', answeredAt: at(50), talkSeconds: null },
    ]);
  });

  test('and gets its outcome when its record comes after all', async () => {
    const line = new Line({ idleTimeoutMs: 60_000 });
    await line.state(11, '993', 'InUse');
    await line.until(80);
    await line.send(90, 'Cdr', cdr(11, 90));
    expect(line.updates.at(-1)).toMatchObject({ outcome: 'answered', evidence: 'cdr', talkSeconds: 79 });
    await line.until(200);
    expect(line.ends).toHaveLength(1);
  });

  test('a state that is sent hundreds of times is one, and costs no more than others', async () => {
    const line = new Line();
    for (let times = 0; times < 400; times++) await line.state(times / 100, '993', 'Ringing');
    await line.state(15, '993', 'Idle');
    await line.until(80);
    expect(line.ends).toMatchObject([{ outcome: 'missed', legs: [{ rangAt: at(0), leftAt: at(15) }] }]);
  });

  test('a call may have hundreds of extensions and records', async () => {
    const line = new Line();
    for (let exten = 100; exten < 340; exten++) {
      await line.state(exten / 100, `${exten}`, 'Ringing');
      await line.send(exten / 10, 'Cdr', { ...cdr(11, 20), dst: `${exten}`, disposition: 'NO ANSWER' });
    }
    expect(line.updates).toHaveLength(480);
    expect(line.updates.at(-1)?.legs).toHaveLength(240);
  });

  test('a call is found by no more than twenty ids and twenty callers', async () => {
    const store = createMemoryCallStore();
    const line = new Line({ store });
    const originated_call_id = 'orig.call.1610778618.694172';
    for (let number = 0; number < 50; number++) {
      await line.state(1 + number / 100, '993', 'Ringing', { participant: `0912${number}` });
      await line.send(2, 'OutgoingCall', { number: '0913', unique_id: idOf(number), originated_call_id });
    }
    const calls = await line.tracker.active();
    expect(Math.max(...calls.map(({ callIds }) => callIds.length))).toBe(20);
    expect(calls.flatMap(({ callIds }) => callIds)).toHaveLength(51);
    const ringing = await store.find(`id-:${ID}`);
    expect(ringing?.keys.length).toBeLessThanOrEqual(22);
  });

  test('of one call no more than 500 events are kept', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    for (let ring = 0; ring < 300; ring++) {
      await line.state(10 * ring, '993', 'Ringing');
      await line.state(10 * ring + 6, '993', 'Idle');
    }
    await line.send(3001, 'Cdr', cdr(2996, 3001));
    const call = await line.end();
    expect(call).toMatchObject({ outcome: 'answered', droppedEvents: 102 });
    expect(call.events).toHaveLength(500);
    expect([call.events[0]?.name, call.events.at(-1)?.name]).toEqual(['IncomingCall', 'Cdr']);
  });
});

describe('what makes no call', () => {
  test.each([
    ['Survey', { point: 5, src: '0912', dst: '993' }],
    ['NewState', { exten: '993', state: 'Idle' }],
    ['VoiceMail', { number: '5555' }],
  ])('%s of a call nobody remembers', async (name, fields) => {
    const line = new Line();
    expect(await line.send(1, name, fields)).toBe(200);
    await line.until(200);
    expect([line.updates, line.ends, await line.tracker.active()]).toEqual([[], [], []]);
  });

  test('but it is part of the call if that comes after it', async () => {
    const line = new Line();
    await line.send(19, 'Survey', { point: 5, src: '0912', dst: '993' });
    await line.send(20, 'Cdr', cdr(11, 20));
    expect(await line.end()).toMatchObject({ survey: { point: 5 } });
  });

  test.each([
    ['TrunkNewState', { trunk_name: 'E1', state: 'Ok' }],
    ['NewState', { exten: '993', state: 'Ringing' }],
    ['Nonsense', { a: 1 }],
  ])('%s without an id', async (name, fields) => {
    const line = new Line();
    expect(await line.send(1, name, { ...fields, unique_id: undefined })).toBe(200);
    expect(await line.tracker.active()).toEqual([]);
  });
});

test('an event of unknown name is still told to be unknown', async () => {
  const warn = vi.fn();
  const hooks = createSimotelHooks({ auth: false, logger: { warn } });
  trackCalls(hooks);
  await hooks.handle({ method: 'GET', path: '/?event_name=Nonsense' });
  expect(warn).toHaveBeenCalledOnce();
});

describe('handlers', () => {
  test('of update: what they throw fails the delivery, and all of them are called', async () => {
    const line = new Line();
    const second = vi.fn();
    const failures: unknown[] = [];
    line.hooks.onError((error) => failures.push(error.cause));
    line.tracker.on('update', () => Promise.reject(new Error('no database')));
    line.tracker.on('update', second);
    expect(await line.send(1, 'IncomingCall', INCOMING)).toBe(500);
    expect(failures).toEqual([new Error('no database')]);
    expect(second).toHaveBeenCalledOnce();
    expect(second.mock.calls[0]?.[1]).toMatchObject({ name: 'IncomingCall', callId: ID });
  });

  test('of end: what they throw is logged, without the call', async () => {
    const error = vi.fn();
    const line = new Line({ logger: { error } });
    line.tracker.on('end', () => {
      throw new Error('no database');
    });
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.end();
    expect(error).toHaveBeenCalledWith(
      { callId: ID, source: null, err: new Error('no database') },
      'A handler of the end of a call failed.',
    );
  });

  test('are removed by what on returns, each once', async () => {
    const line = new Line();
    const handler = vi.fn();
    const undo = line.tracker.on('update', handler);
    line.tracker.on('update', handler);
    undo();
    undo();
    await line.send(1, 'IncomingCall', INCOMING);
    expect(handler).toHaveBeenCalledOnce();
  });

  test('of something else are refused, as the compiler does', () => {
    const { tracker } = new Line();
    for (const type of ['start', 'toString']) {
      const listen = () => Reflect.apply(tracker.on, tracker, [type, () => {}]);
      expect(listen).toThrowError(expect.objectContaining({ code: 'OPTION_INVALID' }));
    }
  });

  test('of end are not waited for by other calls', async () => {
    const line = new Line();
    line.tracker.on('end', () => new Promise(() => {}));
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.end();
    expect(await line.send(30, 'IncomingCall', { ...INCOMING, unique_id: idOf(30) })).toBe(200);
  });
});

test('a clock of your own ends calls as the events go on', async () => {
  let now = at(20);
  const hooks = createSimotelHooks({ auth: false });
  const tracker = trackCalls(hooks, { now: () => now });
  const ends = vi.fn();
  tracker.on('end', ends);
  const path = `/Cdr?src=0912&dst=993&disposition=ANSWERED&billsec=9&wait=11&unique_id=`;
  await hooks.receive(decode({ method: 'GET', path: path + ID }), { receivedAt: new Date(now) });
  now = at(30);
  await hooks.receive(decode({ method: 'GET', path: path + idOf(10) }), { receivedAt: new Date(now) });
  expect(ends).toHaveBeenCalledOnce();
  expect(ends).toHaveBeenCalledWith(
    expect.objectContaining({ id: ID, endedAt: at(20), talkSeconds: 9 }),
    null,
  );
});

describe('close', () => {
  test('ends what only waits for stragglers, waits for handlers, and leaves open calls open', async () => {
    const line = new Line();
    const saved: string[] = [];
    line.tracker.on('end', async ({ id }) => {
      await Promise.resolve();
      saved.push(id);
    });
    await line.send(0, 'IncomingCall', { ...INCOMING, number: '0912', unique_id: idOf(0) });
    await line.state(1, '993', 'Ringing', { unique_id: idOf(1) });
    await line.state(15, '993', 'Idle', { unique_id: idOf(1) });
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.tracker.close();
    expect(saved.sort()).toEqual([idOf(1), ID].sort());
    expect(await line.tracker.active()).toMatchObject([{ id: idOf(0) }]);
    await line.send(21, 'IncomingCall', { ...INCOMING, unique_id: idOf(21) });
    expect(await line.tracker.active()).toHaveLength(1);
  });

  test('leaves what others share to them', async () => {
    const line = new Line({ store: createMemoryCallStore() });
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.tracker.close();
    expect(line.ends).toEqual([]);
  });

  test('does not wait for ever', async () => {
    const error = vi.fn();
    const line = new Line({ logger: { error } });
    line.tracker.on('end', () => new Promise(() => {}));
    await line.send(20, 'Cdr', cdr(11, 20));
    const closed = line.tracker.close({ graceMs: 500 });
    await vi.advanceTimersByTimeAsync(600);
    await closed;
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ calls: 1 }), expect.any(String));
  });

  test('twice is once', async () => {
    const line = new Line();
    await line.send(20, 'Cdr', cdr(11, 20));
    await Promise.all([line.tracker.close(), line.tracker.close()]);
    expect(line.ends).toHaveLength(1);
  });
});

test.each([
  { settleMs: -1 },
  { idleTimeoutMs: Number.NaN },
  { maxCalls: 0 },
  { recordWaitMs: Number.NEGATIVE_INFINITY },
])('refuses options that cannot work: %o', (options) => {
  const { hooks } = new Line();
  expect(() => trackCalls(hooks, options)).toThrowError(expect.objectContaining({ code: 'OPTION_INVALID' }));
});
