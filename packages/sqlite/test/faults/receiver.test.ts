import { describe, expect, it } from 'vitest';
import { runProgram } from '../programs.js';
import { openQueue, tempFile, until, workOn } from '../support.js';

describe('a receiver that is killed', () => {
  it('between storing and answering loses nothing', async () => {
    const file = tempFile();
    const receiver = runProgram('receiver', { FILE: file, NAME: 'a', COUNT: 1, STAY: 1 });
    await receiver.printed(1);
    await receiver.kill();
    const { handed } = workOn(openQueue({ file }));
    await until(() => handed.length === 1);
    expect(handed).toEqual(['a:0 1']);
  });

  it.each([1, 20])(
    'in the middle of a load, %i at a time, loses nothing of what it acknowledged',
    async (parallel) => {
      const file = tempFile();
      const receiver = runProgram('receiver', {
        FILE: file,
        NAME: 'a',
        COUNT: 1e9,
        CALLS: 5,
        PARALLEL: parallel,
      });
      await receiver.printed(300);
      await receiver.kill();
      const queue = openQueue({ file });
      const { waiting } = await queue.counts();
      expect(waiting).toBeGreaterThanOrEqual(receiver.lines.length);
      const { handed } = workOn(queue);
      await until(() => handed.length === waiting);
      const missing = receiver.lines.filter((body) => !handed.includes(`${body} 1`));
      expect(missing).toEqual([]);
      expect(new Set(handed).size).toBe(waiting);
    },
  );

  it('does not stop the others', async () => {
    const queue = openQueue();
    const { handed } = workOn(queue);
    const env = { FILE: queue.file, COUNT: 1e9, PARALLEL: 5 };
    const [first, second] = ['a', 'b'].map((name) => runProgram('receiver', { ...env, NAME: name }));
    if (!first || !second) throw new Error('There are two.');
    await first.printed(50);
    await first.kill();
    const before = second.lines.length;
    await second.printed(before + 100);
    await second.kill();
    const stored = [...first.lines, ...second.lines];
    await until(async () => (await queue.counts()).waiting === 0);
    const handedOut = new Set(handed);
    expect(stored.filter((body) => !handedOut.has(`${body} 1`))).toEqual([]);
    expect(handedOut.size).toBe(handed.length);
  });
});
