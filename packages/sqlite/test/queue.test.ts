import { describe, expect, it } from 'vitest';
import {
  addAll,
  DONE,
  deliveryOf,
  FAILURE,
  FREE,
  gate,
  openBeside,
  openQueue,
  until,
  workOn,
} from './support.js';

describe('storing', () => {
  it('puts all of one turn into one transaction', async () => {
    const queue = openQueue();
    await queue.add(deliveryOf('first'), FREE);
    const beside = openBeside(queue.file);
    const version = () => JSON.stringify(beside.prepare('PRAGMA data_version').all());
    const seen = new Set([version()]);
    const watch = setInterval(() => seen.add(version()), 0);
    await Promise.all(Array.from({ length: 500 }, (_, at) => queue.add(deliveryOf(`${at}`), FREE)));
    clearInterval(watch);
    seen.add(version());
    expect(seen.size).toBe(2);
    expect(await queue.counts()).toEqual({ waiting: 501, active: 0, dead: 0 });
  });

  it('is in the file once it resolves', async () => {
    const queue = openQueue();
    const beside = openBeside(queue.file);
    for (let count = 1; count <= 5; count += 1) {
      expect(await queue.add(deliveryOf('x'), FREE)).toBe(true);
      expect(beside.prepare('SELECT count(*) AS count FROM deliveries').all()).toMatchObject([{ count }]);
    }
  });

  it('rejects what cannot be stored, alone', async () => {
    const queue = openQueue();
    // @ts-expect-error The compiler does not let it through; plain JavaScript does.
    const bad = () => queue.add({ ...deliveryOf('bad'), id: undefined }, FREE);
    const results = await Promise.allSettled([
      queue.add(deliveryOf('one'), FREE),
      bad(),
      queue.add(deliveryOf('two'), FREE),
      bad(),
      queue.add(deliveryOf('three'), FREE),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const { handed } = workOn(queue);
    await until(() => handed.length === 3);
    expect(handed).toEqual(['one 1', 'two 1', 'three 1']);
  });

  it('keeps keys apart that SQLite would take for the same, and hands deliveries back as they were', async () => {
    const queue = openQueue();
    const keys = ['a\0b', 'a\0c', 'a', 'x\ud800', 'x\ud801', 'x\ufffd', ''];
    for (const key of keys) {
      const options = { callKey: key, dedupe: { key, ttlMs: 60_000 } };
      expect(await queue.add(deliveryOf(`رضایت \0 ${key}`), options)).toBe(true);
      expect(await queue.add(deliveryOf('again'), options)).toBe(false);
    }
    const { handed } = workOn(queue);
    await until(() => handed.length === keys.length);
    expect(handed).toEqual(keys.map((key) => `رضایت \0 ${key} 1`));
  });
});

describe('handing out', () => {
  it('holds back only what is behind others of its call', async () => {
    const queue = openQueue();
    await addAll(queue, ['a1', 'a2', 'a3'], 'a');
    await addAll(queue, ['b1', 'b2'], 'b');
    await addAll(queue, ['f1', 'f2']);
    const door = gate();
    const { handed } = workOn(queue, async (body) => {
      if (body === 'a1') await door.opened;
      return DONE;
    });
    await until(() => handed.length === 5);
    expect(handed.toSorted()).toEqual(['a1 1', 'b1 1', 'b2 1', 'f1 1', 'f2 1']);
    door.open();
    await until(() => handed.length === 7);
    expect(handed.slice(5)).toEqual(['a2 1', 'a3 1']);
  });

  it('goes on with a call where one of it is dead, and puts that one behind the others when it is replayed', async () => {
    const queue = openQueue();
    await addAll(queue, ['1', '2'], 'call');
    const door = gate();
    let fails = true;
    const { handed } = workOn(queue, async (body) => {
      if (body === '2') await door.opened;
      return body === '1' && fails ? { status: 'dead', failure: FAILURE } : DONE;
    });
    await until(() => handed.length === 2);
    await addAll(queue, ['3'], 'call');
    fails = false;
    for await (const { id } of queue.deadLetters.list())
      expect(await queue.deadLetters.replay(id)).toBe(true);
    door.open();
    await until(() => handed.length === 4);
    expect(handed).toEqual(['1 1', '2 1', '3 1', '1 1']);
    await until(async () => (await queue.counts()).active === 0);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, dead: 0 });
  });

  it('lists many dead letters, those of one id one by one', async () => {
    const queue = openQueue();
    await Promise.all(Array.from({ length: 45 }, (_, at) => queue.add(deliveryOf(`${at}`, 'same'), FREE)));
    const { worker } = workOn(queue, () => ({ status: 'dead', failure: FAILURE }), 1);
    await until(async () => (await queue.counts()).dead === 45);
    await worker.close();
    const bodies = async () => {
      const found: unknown[] = [];
      for await (const { delivery } of queue.deadLetters.list()) found.push(delivery.request.body);
      return found;
    };
    expect(await bodies()).toEqual(Array.from({ length: 45 }, (_, at) => `${at}`));
    expect(await queue.deadLetters.drop('same')).toBe(true);
    expect(await bodies()).toEqual(Array.from({ length: 44 }, (_, at) => `${at + 1}`));
  });

  it('never handles more at a time than it should', async () => {
    const queue = openQueue();
    await addAll(
      queue,
      Array.from({ length: 60 }, (_, at) => `${at}`),
    );
    let [now, most] = [0, 0];
    const { handed } = workOn(
      queue,
      async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise(setImmediate);
        now -= 1;
        return DONE;
      },
      3,
    );
    await until(() => handed.length === 60);
    expect(most).toBe(3);
  });

  it('sees what another process stored', async () => {
    const queue = openQueue();
    const other = openQueue({ file: queue.file });
    const { handed } = workOn(queue);
    await other.add(deliveryOf('theirs'), FREE);
    await until(() => handed.length === 1);
  });
});
