import { describe, expect, it } from 'vitest';
import { runProgram } from './programs.js';
import { addAll, DONE, deliveryOf, FREE, openBeside, openQueue, until, workOn } from './support.js';

describe('while another process is writing', () => {
  it('waits without stopping this one, and rejects in the end; then it works again', async () => {
    const queue = openQueue({ busyTimeoutMs: 200 });
    const beside = openBeside(queue.file);
    beside.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await expect(queue.add(deliveryOf('refused'), FREE)).rejects.toThrow(
      /deliveries\.db could not be written or read: database is locked/,
    );
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
    expect(await queue.counts()).toMatchObject({ waiting: 0 });
    beside.exec('COMMIT');
    expect(await queue.add(deliveryOf('stored'), FREE)).toBe(true);
    const { handed } = workOn(queue);
    await until(() => handed.length > 0);
    expect(handed).toEqual(['stored 1']);
  });

  it('stores all that waited, in their order, when that one is done', async () => {
    const queue = openQueue({ busyTimeoutMs: 60_000 });
    const beside = openBeside(queue.file);
    beside.exec('BEGIN IMMEDIATE');
    const bodies = Array.from({ length: 2_500 }, (_, at) => `${at}`);
    const added = bodies.map((body) => queue.add(deliveryOf(body), FREE));
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    beside.exec('COMMIT');
    await Promise.all(added);
    const { handed } = workOn(queue, () => DONE, 1_000);
    await until(() => handed.length === bodies.length);
    expect(handed).toEqual(bodies.map((body) => `${body} 1`));
  });

  it('takes no more than memory has room for', async () => {
    const queue = openQueue({ busyTimeoutMs: 500 });
    const beside = openBeside(queue.file);
    beside.exec('BEGIN IMMEDIATE');
    const body = 'x'.repeat(1_000_000);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => queue.add(deliveryOf(body), FREE)),
    );
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'stored'));
    expect(codes.filter((code) => code === 'OVERLOADED').length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThan(40);
    beside.exec('COMMIT');
    expect(await queue.add(deliveryOf(body), FREE)).toBe(true);
  });

  it('keeps what was handled from being handed out again until that is stored', async () => {
    const queue = openQueue({ busyTimeoutMs: 50 });
    const beside = openBeside(queue.file);
    await addAll(queue, ['1', '2', '3', '4'], 'call');
    await addAll(queue, ['5', '6', '7', '8']);
    let [now, most] = [0, 0];
    const handle = async (body: string) => {
      if (body === '1') beside.exec('BEGIN IMMEDIATE');
      now += 1;
      most = Math.max(most, now);
      await new Promise(setImmediate);
      now -= 1;
      return DONE;
    };
    const { handed, errors } = workOn(queue, handle, 1);
    await until(() => errors.length > 1);
    expect(handed).toEqual(['1 1']);
    beside.exec('COMMIT');
    await until(() => handed.length === 8);
    expect(handed).toEqual(['1 1', '2 1', '3 1', '4 1', '5 1', '6 1', '7 1', '8 1']);
    expect(most).toBe(1);
    await until(async () => (await queue.counts()).active === 0);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  });

  it('gives up storing an outcome when it closes, and another worker gets the delivery', async () => {
    const queue = openQueue({ busyTimeoutMs: 50, leaseMs: 300 });
    const beside = openBeside(queue.file);
    await addAll(queue, ['1']);
    const { worker } = workOn(queue, () => {
      beside.exec('BEGIN IMMEDIATE');
      void worker.close();
      return DONE;
    });
    await until(() => beside.inTransaction);
    await queue.close();
    beside.exec('COMMIT');
    const { handed } = workOn(openQueue({ file: queue.file, leaseMs: 300 }));
    await until(() => handed.length > 0);
    expect(handed).toEqual(['1 2']);
  });
});

describe('many processes', () => {
  it('2 receivers and 3 workers lose nothing, hand out nothing twice, and keep the order of each call', async () => {
    const queue = openQueue();
    const env = { FILE: queue.file, LEASE_MS: 20_000 };
    const workers = Array.from({ length: 3 }, () => runProgram('worker', env));
    const receivers = ['a', 'b'].map((name) =>
      runProgram('receiver', { ...env, NAME: name, COUNT: 600, CALLS: 7, PARALLEL: 10 }),
    );
    for (const receiver of receivers) expect(await receiver.exit).toBe(0);
    await until(() => workers.flatMap(({ lines }) => lines).length >= 1_200);
    await until(async () => {
      const { waiting, active } = await queue.counts();
      return waiting + active === 0;
    });
    for (const { child } of workers) child.send('stop');
    for (const worker of workers) expect([await worker.exit, worker.errors]).toEqual([0, []]);
    const handed = workers.flatMap(({ lines }) => lines);
    const stored = receivers.flatMap(({ lines }) => lines);
    expect(handed.toSorted()).toEqual(stored.map((body) => `${body} 1`).toSorted());
    for (const { lines } of workers) {
      // Of what one worker got of a call, the later is behind the earlier.
      for (const [call, numbers] of callsOf(lines)) {
        expect([call, numbers]).toEqual([call, numbers.toSorted((one, other) => one - other)]);
      }
    }
  });
});

/** The numbers of what was handed out, by call, as `receiver.mjs` made them. */
function callsOf(lines: readonly string[]): Map<string, number[]> {
  const calls = new Map<string, number[]>();
  for (const line of lines) {
    const [name, at] = line.split(' ')[0]?.split(':') ?? [];
    const call = `${name}-${Number(at) % 7}`;
    calls.set(call, [...(calls.get(call) ?? []), Number(at)]);
  }
  return calls;
}
