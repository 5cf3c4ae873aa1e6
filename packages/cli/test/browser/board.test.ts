import { createRequest } from '@simotel-hooks/testing';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { get } from './support/deliver.js';
import { PATIENCE, useInspector } from './support/inspector.js';

describeInBrowser('the board', () => {
  const used = useInspector();

  it('says what to do, until something is on it', async () => {
    await used().open('#/board');
    await used().page.getByText('Nothing on the board yet').waitFor();
  });

  it('shows what extensions, queues and trunks do, live', async () => {
    const inspector = used();
    const { page } = inspector;
    const callId = `${Math.floor(Date.now() / 1_000)}.1`;
    await inspector.open('#/board');
    await inspector.send('TrunkNewState', { data: { trunkName: 'E1', state: 'Ok', trunkType: 'SIP' } });
    await inspector.send('IncomingCall', { callId, data: { number: '0912', entryPoint: 'E1' } });
    const state = (word: string) =>
      inspector.send('NewState', {
        callId,
        data: { exten: '101', state: word, participant: '0912', direction: 'in', queue: '800' },
      });
    const card = page.locator('[data-extension="101"]');
    await state('Ringing');
    await card.getByText('Ringing').waitFor();
    expect(await card.innerText()).toMatch(/with\s+0912\s+Queue\s+800/);
    await state('InUse');
    await card.getByText('InUse').waitFor();
    const queue = page.getByRole('row', { name: /^800/ });
    await expect.poll(() => queue.innerText(), PATIENCE).toMatch(/^800\s+0\s+1\s+0\s+0$/);
    const trunk = page.getByRole('row', { name: /^E1/ });
    await expect.poll(() => trunk.innerText(), PATIENCE).toMatch(/^E1\s+○ Ok\s+0:\d\d\s+SIP\s+1\s+0\s+0$/);
  });

  it('counts the calls of today', async () => {
    const inspector = used();
    const { page } = inspector;
    const epoch = Math.floor(Date.now() / 1_000);
    for (const [index, disposition] of (['ANSWERED', 'ANSWERED', 'NO ANSWER'] as const).entries()) {
      const callId = `${epoch}.${index}`;
      const state = (word: string) =>
        inspector.send('NewState', {
          callId,
          data: { exten: '101', state: word, direction: 'in', queue: '800' },
        });
      await state('Ringing');
      if (disposition === 'ANSWERED') await state('InUse');
      await state('Idle');
      await inspector.send('CdrQueue', { callId, data: { disposition, dst: '101', queue: '800' } });
      await inspector.send('Cdr', { callId, data: { disposition, dst: '101' } });
    }
    await inspector.open('#/board');
    const card = page.locator('[data-extension="101"]');
    await expect
      .poll(() => card.locator('.tally').innerText(), PATIENCE)
      .toMatch(/✓\s+Answered today:\s+2\s+✕\s+Missed today:\s+1/);
    await expect.poll(() => page.getByRole('row', { name: /^800/ }).innerText(), PATIENCE).toMatch(/2\s+1$/);
  });

  it('keeps sources apart where there are several', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('NewState', { data: { exten: '101' } });
    await inspector.open('#/board');
    await page.locator('[data-extension="101"]').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(0);
    const { path, query } = createRequest('NewState', { method: 'GET', data: { exten: '101' } });
    await get(`${inspector.receiver}${path}?${query}`, { localAddress: '127.0.0.2' });
    await page.getByRole('heading', { name: '127.0.0.2' }).waitFor();
    expect(await page.locator('[data-extension="101"]').count()).toBe(2);
  });
});
