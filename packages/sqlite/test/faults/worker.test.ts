import { describe, expect, it } from 'vitest';
import { runProgram } from '../programs.js';
import { addAll, DONE, FAILURE, gate, openBeside, openQueue, until, workOn } from '../support.js';

describe('a worker that is killed', () => {
  it('in the middle of a handler: another hands it out again, as the second try, in the order of its call', async () => {
    const queue = openQueue({ leaseMs: 300 });
    await addAll(queue, ['1', '2', '3'], 'call');
    const killed = runProgram('worker', { FILE: queue.file, HANDLER: 'hang' });
    await killed.printed(1);
    const { handed } = workOn(queue);
    await killed.kill();
    await until(() => handed.length === 3);
    expect(handed).toEqual(['1 2', '2 1', '3 1']);
    expect(killed.lines).toEqual(['1 1']);
    await until(async () => (await queue.counts()).active === 0);
    expect(openBeside(queue.file).prepare('SELECT * FROM leases').all()).toHaveLength(1);
  });

  it('was the only one: what it left comes back to the one that is started next', async () => {
    const queue = openQueue();
    await addAll(queue, ['1', '2']);
    const env = { FILE: queue.file, LEASE_MS: 300 };
    const killed = runProgram('worker', { ...env, HANDLER: 'hang' });
    await killed.printed(2);
    await killed.kill();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 2, dead: 0 });
    const next = runProgram('worker', env);
    await next.printed(2);
    expect(next.lines.toSorted()).toEqual(['1 2', '2 2']);
  });

  it('by a delivery, each time: its tries are counted', async () => {
    const queue = openQueue();
    await addAll(queue, ['poison'], 'call');
    const env = { FILE: queue.file, LEASE_MS: 200, HANDLER: 'crash' };
    for (const attempt of [1, 2, 3]) {
      const worker = runProgram('worker', env);
      await worker.exit;
      expect(worker.lines).toEqual([`poison ${attempt}`]);
    }
    const { handed } = workOn(openQueue({ file: queue.file, leaseMs: 200 }), () => ({
      status: 'dead',
      failure: FAILURE,
    }));
    await until(async () => (await queue.counts()).dead === 1);
    expect(handed).toEqual(['poison 4']);
    for await (const { attempts } of queue.deadLetters.list()) expect(attempts).toBe(4);
  });
});

describe('a worker that was only suspended', () => {
  it('changes nothing of what was given to another meanwhile', async () => {
    const queue = openQueue({ leaseMs: 300 });
    await addAll(queue, ['1', '2'], 'call');
    const suspended = runProgram('worker', { FILE: queue.file, HANDLER: 'wait' });
    await suspended.printed(1);
    suspended.child.kill('SIGSTOP');
    const door = gate();
    const { handed } = workOn(queue, async () => {
      await door.opened;
      return DONE;
    });
    await until(() => handed.length === 1);
    suspended.child.kill('SIGCONT');
    suspended.child.send('go on');
    await suspended.printed(2);
    suspended.child.send('stop');
    expect(await suspended.exit).toBe(0);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 1, dead: 0 });
    door.open();
    await until(() => handed.length === 2);
    expect([suspended.lines, handed]).toEqual([
      ['1 1', 'went on'],
      ['1 2', '2 1'],
    ]);
  });

  it('counts as it ended where nobody took over yet', async () => {
    const queue = openQueue();
    await addAll(queue, ['1'], 'call');
    const env = { FILE: queue.file, HANDLER: 'wait', LEASE_MS: 60_000, CONCURRENCY: 1 };
    const suspended = runProgram('worker', env);
    await suspended.printed(1);
    // What another worker does that has no place free itself.
    const beside = openBeside(queue.file);
    beside.exec(`BEGIN IMMEDIATE; DELETE FROM leases; UPDATE deliveries SET state = 'ready'; COMMIT`);
    suspended.child.send('go on');
    await suspended.printed(2);
    suspended.child.send('stop');
    expect(await suspended.exit).toBe(0);
    expect(suspended.lines).toEqual(['1 1', 'went on']);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  });
});
