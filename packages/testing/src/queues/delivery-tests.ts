import assert from 'node:assert/strict';
import type { StoredDelivery } from '@simotel-hooks/core';
import type { DeclareQueueTest } from './suite.js';
import { DONE, deliveryOf, gate, put, until, untilIdle, work } from './support.js';

/** Every property has a value that a careless queue loses. */
const DELIVERIES: readonly StoredDelivery[] = [
  deliveryOf('Cdr', { method: 'GET', query: 'unique_id=1613906376.30&src=%D9%85+1', ip: '::1' }),
  deliveryOf('query', {
    query: { 'detail[0]': ['1', '2'], ['__proto__']: 'x' },
    headers: { 'x-request-id': '1' },
  }),
  deliveryOf('text', {
    body: '{"a":"مشتری \u0000 \ud83d\ude00"}\n',
    headers: { 'content-type': 'text/plain' },
  }),
  deliveryOf('bytes', { bodyBase64: '/wD+AA==' }),
  deliveryOf('parsed', { bodyParsed: { src: '0912', tries: [{ a: null, b: 1.5 }] } }),
  { ...deliveryOf('large', { body: 'م'.repeat(500_000) }), source: null },
];

/** What comes in comes out, once, and not too much at a time. */
export function declareDeliveryTests(test: DeclareQueueTest): void {
  test('is empty at first', async (queue) => {
    assert.deepEqual(await queue.counts(), { waiting: 0, active: 0, dead: 0 });
  });

  test('hands out what was stored, as it was, to any client', async (queue, second) => {
    for (const delivery of DELIVERIES) {
      assert.equal(await queue.add(delivery, { callKey: null, dedupe: null }), true);
    }
    assert.deepEqual(await second.counts(), { waiting: DELIVERIES.length, active: 0, dead: 0 });
    const found = new Map<string, unknown>();
    const process = async (delivery: StoredDelivery, attempt: number) => {
      found.set(delivery.id, { delivery, attempt });
      return DONE;
    };
    const worker = second.work(process, { concurrency: 10, onError: () => {} });
    await untilIdle(queue);
    await worker.close();
    for (const delivery of DELIVERIES) assert.deepEqual(found.get(delivery.id), { delivery, attempt: 1 });
    assert.equal(found.size, DELIVERIES.length);
  });

  test('hands out what comes while it works, through any client', async (queue, second) => {
    const { finished } = work(queue);
    await put(queue, 'own');
    await put(second, 'other');
    await until(() => finished.length === 2);
    assert.deepEqual(finished.toSorted(), ['other', 'own']);
  });

  test('hands out the oldest first', async (queue) => {
    const names = Array.from({ length: 30 }, (_, at) => String(at));
    for (const name of names) await put(queue, name, Number(name) % 2 ? `call ${name}` : null);
    const { begun } = work(queue, () => DONE, 1);
    await untilIdle(queue);
    assert.deepEqual(begun, names);
  });

  test('handles as many at a time as it may, and no more', async (queue) => {
    for (let at = 0; at < 8; at++) await put(queue, String(at));
    const { opened, open } = gate();
    let [running, most] = [0, 0];
    const { begun } = work(
      queue,
      async () => {
        most = Math.max(most, ++running);
        await opened;
        running--;
        return DONE;
      },
      3,
    );
    await until(() => begun.length === 3);
    assert.deepEqual(await queue.counts(), { waiting: 5, active: 3, dead: 0 });
    open();
    await untilIdle(queue);
    assert.deepEqual([begun.length, most], [8, 3]);
  });

  test('hands each to one worker only', async (queue, second) => {
    const workers = [work(queue), work(second), work(queue)];
    const names = Array.from({ length: 100 }, (_, at) => String(at));
    await Promise.all(names.map((name, at) => put(at % 2 ? queue : second, name)));
    await untilIdle(queue);
    const begun = workers.flatMap((worker) => worker.begun);
    assert.deepEqual(begun.toSorted(), names.toSorted());
  });

  test('ends a worker when its deliveries are handled, and hands it no more', async (queue) => {
    const { opened, open } = gate();
    const worker = work(queue, async () => {
      await opened;
      return DONE;
    });
    await put(queue, 'begun');
    await until(() => worker.begun.length === 1);
    const closing = worker.close();
    await put(queue, 'later');
    assert.deepEqual(worker.finished, []);
    open();
    await closing;
    assert.deepEqual(worker.finished, ['begun']);
    assert.deepEqual(await queue.counts(), { waiting: 1, active: 0, dead: 0 });
    const next = work(queue);
    await untilIdle(queue);
    assert.deepEqual([worker.begun, next.begun], [['begun'], ['later']]);
  });

  test('hands out again what a closing worker released, as if it had not been', async (queue, second) => {
    const { opened, open } = gate();
    const worker = work(queue, async () => {
      await opened;
      return { status: 'released' };
    });
    await put(queue, 'one', 'call');
    await put(queue, 'two', 'call');
    await until(() => worker.begun.length === 1);
    const closing = worker.close();
    open();
    await closing;
    const next = work(second);
    await untilIdle(queue);
    assert.deepEqual([worker.begun, next.begun], [['one'], ['one', 'two']]);
  });

  test('waits for what is handled when it is closed', async (queue, second) => {
    const { opened, open } = gate();
    const { begun, finished } = work(queue, async () => {
      await opened;
      return DONE;
    });
    await put(queue, 'begun');
    await until(() => begun.length === 1);
    const closing = queue.close();
    await put(second, 'later').catch(() => {});
    assert.deepEqual(finished, []);
    open();
    await closing;
    assert.deepEqual([begun, finished], [['begun'], ['begun']]);
    if (second !== queue) assert.deepEqual(await second.counts(), { waiting: 1, active: 0, dead: 0 });
  });

  test('takes nothing more when it is closed', async (queue, second) => {
    await queue.close();
    await queue.close();
    await assert.rejects(async () => queue.add(deliveryOf('late'), { callKey: null, dedupe: null }), Error);
    if (second !== queue) assert.deepEqual(await second.counts(), { waiting: 0, active: 0, dead: 0 });
  });
}
