import assert from 'node:assert/strict';
import type { DeadLetter, DeliveryQueue } from '@simotel-hooks/core';
import type { DeclareQueueTest } from './suite.js';
import { DEAD, DONE, deliveryOf, FAILURE, nameOf, put, untilIdle, work } from './support.js';

async function lettersOf(queue: DeliveryQueue): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for await (const letter of queue.deadLetters.list()) letters.push(letter);
  return letters;
}

/** Stores deliveries and lets each of them die. */
async function kill(
  queue: DeliveryQueue,
  names: readonly string[],
  callKey: string | null = null,
): Promise<void> {
  for (const name of names) await put(queue, name, callKey);
  const worker = work(queue, () => DEAD, 1);
  await untilIdle(queue);
  await worker.close();
}

/** What is not tried any more can be looked at, replayed and dropped. */
export function declareDeadLetterTests(test: DeclareQueueTest): void {
  test('keeps what is dead, with its error, for every client', async (queue, second) => {
    const delivery = deliveryOf('bad', { bodyBase64: '/wA=' });
    await queue.add(delivery, { callKey: 'call', dedupe: null });
    const from = Date.now();
    work(queue, (_, attempt) => (attempt < 3 ? { status: 'retry', delayMs: 0, failure: FAILURE } : DEAD));
    await untilIdle(queue);
    const [letter, ...others] = await lettersOf(second);
    assert.ok(letter && others.length === 0);
    const { failedAt, id, ...rest } = letter;
    assert.deepEqual(rest, { delivery, failure: FAILURE, attempts: 3 });
    assert.ok(Date.parse(failedAt) >= from && Date.parse(failedAt) <= Date.now());
    assert.deepEqual(await second.deadLetters.get(id), letter);
    assert.deepEqual(await second.counts(), { waiting: 0, active: 0, dead: 1 });
  });

  test('keeps a failure without a stack', async (queue) => {
    await put(queue, 'bad');
    const failure = { code: 'BODY_MALFORMED', message: '' } as const;
    work(queue, () => ({ status: 'dead', failure }));
    await untilIdle(queue);
    assert.deepEqual(
      (await lettersOf(queue)).map((letter) => letter.failure),
      [failure],
    );
  });

  test('lists all of them, the first to fail first', async (queue) => {
    const names = Array.from({ length: 250 }, (_, at) => String(at));
    await kill(queue, names);
    const letters = await lettersOf(queue);
    assert.deepEqual(
      letters.map(({ delivery }) => nameOf(delivery)),
      names,
    );
  });

  test('knows nothing of others', async (queue) => {
    const { deadLetters } = queue;
    await put(queue, 'waiting');
    for (const id of ['', 'nobody', '1', 'a:b', '../x', deliveryOf('x').id]) {
      assert.deepEqual(
        [await deadLetters.get(id), await deadLetters.replay(id), await deadLetters.drop(id)],
        [undefined, false, false],
      );
    }
    assert.deepEqual(await queue.counts(), { waiting: 1, active: 0, dead: 0 });
  });

  test('drops one for good', async (queue, second) => {
    await kill(queue, ['one', 'two']);
    const [one] = await lettersOf(queue);
    assert.ok(one);
    assert.equal(await second.deadLetters.drop(one.id), true);
    assert.equal(await queue.deadLetters.drop(one.id), false);
    assert.deepEqual(
      (await lettersOf(queue)).map(({ delivery }) => nameOf(delivery)),
      ['two'],
    );
  });

  test('replays one as the last of its call, with all its tries', async (queue, second) => {
    await kill(queue, ['bad'], 'call');
    await put(queue, 'next', 'call');
    const [bad] = await lettersOf(queue);
    assert.ok(bad);
    assert.equal(await second.deadLetters.replay(bad.id), true);
    assert.equal(await queue.deadLetters.replay(bad.id), false);
    assert.deepEqual(await queue.counts(), { waiting: 2, active: 0, dead: 0 });
    await put(second, 'last', 'call');
    const { begun } = work(queue, (name, attempt) =>
      name === 'bad' && attempt === 1 ? { status: 'retry', delayMs: 1, failure: FAILURE } : DONE,
    );
    await untilIdle(queue);
    assert.deepEqual(begun, ['next', 'bad', 'bad#2', 'last']);
  });

  test('lists nothing that died since', async (queue) => {
    const names = Array.from({ length: 30 }, (_, at) => String(at));
    await kill(queue, names);
    work(queue, () => DEAD);
    const listed: string[] = [];
    for await (const { id, delivery } of queue.deadLetters.list()) {
      listed.push(nameOf(delivery));
      await queue.deadLetters.replay(id);
      await untilIdle(queue);
    }
    assert.deepEqual(listed, names);
  });

  test('replays while it is listed', async (queue) => {
    const names = Array.from({ length: 120 }, (_, at) => String(at));
    await kill(queue, names);
    for await (const { id } of queue.deadLetters.list()) await queue.deadLetters.replay(id);
    assert.deepEqual(await queue.counts(), { waiting: names.length, active: 0, dead: 0 });
    await kill(queue, []);
    assert.equal((await queue.counts()).dead, names.length);
  });
}
