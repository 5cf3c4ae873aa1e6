import { expect, it } from 'vitest';
import { startListener } from '../../src/listen/listen.js';
import { describeInBrowser } from './support/browser.js';
import { useInspector } from './support/inspector.js';

describeInBrowser('the live list', () => {
  const used = useInspector();

  it('says what to do, until the first delivery comes', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.open();
    await page.getByText('No deliveries yet').waitFor();
    await page.getByText('Point the PBX').waitFor();
    await inspector.send('Cdr', { data: { disposition: 'BUSY' } });
    await page.getByRole('row', { name: 'disposition BUSY' }).waitFor();
    expect(await page.getByText('No deliveries yet').count()).toBe(0);
  });

  it('shows the newest first, and counts', async () => {
    const inspector = used();
    await inspector.send('IncomingCall');
    await inspector.open();
    await inspector.rows().first().waitFor();
    await inspector.send('Ping');
    await inspector.rows().nth(1).waitFor();
    expect(await inspector.rows().first().innerText()).toContain('Ping');
    await inspector.page.getByText('2 / 2').waitFor();
    await inspector.page.getByRole('tab', { name: 'Deliveries 2' }).waitFor();
  });

  it('holds still where somebody reads, while rows come in', async () => {
    const inspector = used();
    const { page } = inspector;
    for (let count = 0; count < 60; count++)
      await inspector.send('IncomingCall', { data: { number: `n${count}` } });
    await inspector.open();
    await page.getByText('60 / 60').waitFor();
    await page.evaluate("document.querySelector('.grid').scrollTo(0, 640)");
    const row = page.getByRole('row', { name: 'number n38 ' });
    await expect.poll(() => row.boundingBox()).toMatchObject({ y: 90 + 28 + 32 });
    const before = await row.boundingBox();
    for (let count = 60; count < 70; count++) await inspector.send('Ping');
    await page.getByText('70 / 70').waitFor();
    expect(await row.boundingBox()).toEqual(before);
  });

  it('pauses and goes on without losing anything', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Ping');
    await inspector.open();
    await inspector.rows().first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    for (let count = 0; count < 5; count++) await inspector.send('IncomingCall');
    await page.getByRole('button', { name: 'Resume 5 new' }).waitFor();
    expect(await inspector.rows().count()).toBe(1);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('6 / 6').waitFor();
    await inspector.send('Cdr');
    await page.getByText('7 / 7').waitFor();
  });

  it('clears deliveries and calls that ended, here and on the server', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr', { callId: '1750000000.1' });
    await inspector.open('#/calls');
    await page.locator('.call-answered').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No calls yet').waitFor();
    await page.getByRole('tab', { name: /Deliveries/ }).click();
    await page.getByText('No deliveries yet').waitFor();
    await page.reload();
    await page.getByText('No deliveries yet').waitFor();
    await inspector.send('Ping');
    await page.getByText('1 / 1').waitFor();
  });

  it('holds no connection while nobody looks, and goes on where it was', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('IncomingCall');
    await inspector.open();
    await inspector.rows().first().waitFor();
    const setHidden = (hidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} });
        document.dispatchEvent(new Event('visibilitychange'));`);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/stream'));
    await setHidden(true);
    await ended;
    await inspector.send('Ping');
    expect(await inspector.rows().count()).toBe(1);
    await setHidden(false);
    await inspector.rows().nth(1).waitFor();
    expect(await inspector.rows().first().innerText()).toContain('Ping');
  });

  it('tells that it is cut off, and begins anew with a server that was started anew', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr', { data: { disposition: 'BUSY' } });
    await inspector.send('Ping');
    await inspector.open();
    await page.getByText('2 / 2').waitFor();
    await inspector.listener.close();
    await page.getByRole('status').filter({ hasText: 'Disconnected' }).waitFor();

    const inspectorPort = Number(new URL(inspector.origin).port);
    const next = await startListener({ auth: false, port: 0, inspectorPort });
    try {
      await fetch(`${next.receiver.origin}/IncomingFax?faxId=1`);
      await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
      await page.getByText('1 / 1').waitFor();
      expect(await page.getByText('disposition BUSY').count()).toBe(0);
    } finally {
      await next.close();
    }
    // The browser reports every connection that could not be made.
    inspector.problems.length = 0;
  });
});

describeInBrowser('a list of what is kept', () => {
  const used = useInspector({ listen: () => ({ keep: 3 }) });

  it('lets go of the oldest, and says so where one of them is asked for', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr');
    await inspector.open('#/deliveries/1');
    await page.getByRole('region', { name: 'Delivery 1' }).getByText('Decoded data').waitFor();
    for (let count = 0; count < 4; count++) await inspector.send('Ping');
    await page.getByText('3 / 3').waitFor();
    await expect.poll(() => inspector.rows().count()).toBe(3);
    await page.reload();
    await page.getByText('This delivery has been let go').waitFor();
    // The browser reports the 404.
    expect(inspector.problems.splice(0)).toHaveLength(1);
  });
});
