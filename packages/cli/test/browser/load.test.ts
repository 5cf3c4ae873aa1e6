import { createRequest } from '@simotel-hooks/testing';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { useInspector } from './support/inspector.js';

const DELIVERIES = 10_000;
const AT_ONCE = 25;

interface Frames {
  readonly perSecond: number;
  readonly slowest: number;
}

/** Counts the frames of so many milliseconds, while it scrolls by so many pixels in each. */
const frames = (milliseconds: number, pixels: number) => `new Promise((resolve) => {
  const grid = document.querySelector('.grid');
  const start = performance.now();
  let frames = 0;
  let slowest = 0;
  let before = start;
  function step(now) {
    frames += 1;
    slowest = Math.max(slowest, now - before);
    before = now;
    grid.scrollTop += ${pixels};
    if (now - start < ${milliseconds}) requestAnimationFrame(step);
    else resolve({ perSecond: frames / ((now - start) / 1000), slowest });
  }
  requestAnimationFrame(step);
})`;

function print(what: string, { perSecond, slowest }: Frames): void {
  console.info(
    `${what}: ${perSecond.toFixed(0)} frames per second, the slowest took ${slowest.toFixed(0)} ms.`,
  );
}

describeInBrowser('ten thousand deliveries', () => {
  const used = useInspector();

  it('are listed with few elements, and scrolled smoothly', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.open();
    const meanwhile = page.evaluate<Frames>(frames(2_000, 0));
    for (let sent = 0; sent < DELIVERIES; sent += AT_ONCE) {
      const requests = Array.from({ length: AT_ONCE }, (_, index) => {
        const exten = String(100 + ((sent + index) % 50));
        return inspector.deliver(
          createRequest('NewState', { data: { exten }, callId: `1750000000.${sent}` }),
        );
      });
      await Promise.all(requests);
    }
    await page.getByText('10,000 / 10,000').waitFor();
    expect(await inspector.rows().count()).toBeLessThan(60);

    print('While deliveries come in', await meanwhile);
    print(`Scrolling ${DELIVERIES} rows`, await page.evaluate<Frames>(frames(2_000, 97)));
    expect(await inspector.rows().count()).toBeLessThan(60);

    await page.getByLabel('Extension or number').fill('149');
    await page.getByText('200 / 10,000').waitFor();
    await page.getByRole('grid').press('End');
    await page.locator('tr.active[aria-rowindex="201"]').waitFor();
  });
});
