import { describe, expect, it } from 'vitest';
import { addAll, DONE, deliveryOf, FREE, gate, openBeside, openQueue, until, workOn } from './support.js';

describe('closing', () => {
  it('waits for what is being stored, and refuses what comes later', async () => {
    const queue = openQueue();
    const added = queue.add(deliveryOf('last'), FREE);
    const closed = queue.close();
    await expect(queue.add(deliveryOf('late'), FREE)).rejects.toMatchObject({ code: 'CLOSED' });
    expect(await added).toBe(true);
    await closed;
    await queue.close();
    await expect(queue.counts()).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(queue.deadLetters.drop('x')).rejects.toMatchObject({ code: 'CLOSED' });
    expect(() => workOn(queue)).toThrow(expect.objectContaining({ code: 'CLOSED' }));
    const again = openQueue({ file: queue.file });
    expect(await again.counts()).toEqual({ waiting: 1, active: 0, dead: 0 });
  });

  it('hands out no more, also not what was on its way', async () => {
    const queue = openQueue();
    await addAll(queue, ['1', '2']);
    const { handed, worker } = workOn(queue);
    await worker.close();
    expect(handed).toEqual([]);
    expect(await queue.counts()).toEqual({ waiting: 2, active: 0, dead: 0 });
    const next = workOn(queue);
    await until(() => next.handed.length === 2);
    expect(next.handed).toEqual(['1 1', '2 1']);
  });

  it('waits for handlers, stores how they ended, and gives back what they released', async () => {
    const queue = openQueue();
    await addAll(queue, ['1', '2'], 'a');
    await addAll(queue, ['3'], 'b');
    const door = gate();
    const { handed, worker } = workOn(queue, async (body) => {
      await door.opened;
      return body === '1' ? DONE : { status: 'released' };
    });
    await until(() => handed.length === 2);
    const closed = queue.close();
    door.open();
    await Promise.all([closed, worker.close()]);
    expect(handed.toSorted()).toEqual(['1 1', '3 1']);
    const again = openQueue({ file: queue.file });
    expect(await again.counts()).toEqual({ waiting: 2, active: 0, dead: 0 });
    const next = workOn(again);
    await until(() => next.handed.length === 2);
    expect(next.handed).toEqual(['2 1', '3 1']);
    expect(openBeside(queue.file).prepare('SELECT * FROM leases').all()).toHaveLength(1);
  });
});
