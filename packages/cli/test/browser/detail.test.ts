import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseTarget } from '../../src/http/target.js';
import { describeInBrowser } from './support/browser.js';
import { useInspector } from './support/inspector.js';
import { startTeapot } from './support/teapot.js';

describeInBrowser('the detail of a delivery', () => {
  const used = useInspector({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });

  it('shows what came, how it was understood, and what was answered', async () => {
    const inspector = used();
    const { page } = inspector;
    const fields = { billsec: 'soon', colour: 'green' };
    await inspector.send('Cdr', { callId: '1750000001.1', path: '/simotel/', data: { src: '0912' }, fields });
    await inspector.open();
    await inspector.rows().first().click();
    const detail = page.getByRole('region', { name: 'Delivery 1' });
    await detail.getByText('Decoded data').waitFor();

    expect(await page.evaluate('location.hash')).toBe('#/deliveries/1');
    const field = (name: string) => detail.getByRole('row', { name: new RegExp(`^${name} `) }).innerText();
    expect(await field('src')).toMatch(/src\s+0912\s+src\s+0912\s+used/);
    expect(await field('billsec')).toMatch(/soon\s+billsec\s+cannot be used/);
    expect(await field('colour')).toMatch(/green\s+not described, kept raw/);
    expect(await field('unique_id')).toMatch(/1750000001\.1\s+names the call/);
    const text = await detail.innerText();
    expect(text).toContain('FIELD_INVALID');
    expect(text).toContain('POST /simotel/');
    expect(text).toContain('application/json');
    expect(text).toContain('"colour":"green"');
    expect(text).toContain('Answer 200');
    expect(text).toContain('"src": "0912"');
  });

  it('says why a delivery is no event', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr', { data: { src: undefined } });
    await inspector.open('#/deliveries/1');
    const detail = page.getByRole('region', { name: 'Delivery 1' });
    await detail.getByText('Fields in question').waitFor();
    expect(await detail.innerText()).toMatch(/EVENT_INVALID[\s\S]*src/);
  });

  it('shows a refused delivery, which nobody read', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.deliver(new Request(inspector.receiver, { method: 'PUT', body: 'hello' }));
    await inspector.open('#/deliveries/1');
    const detail = page.getByRole('region', { name: 'Delivery 1' });
    await detail.getByText('Answer 405').waitFor();
    expect(await detail.getByText('How it was understood').count()).toBe(0);
  });

  it('copies a curl command and the data', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('IncomingCall', { data: { number: '09121234567' } });
    await inspector.open('#/deliveries/1');
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const curl = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(curl).toMatch(/^curl /);
    expect(curl).toContain('09121234567');
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await expect
      .poll(() => page.evaluate<string>('navigator.clipboard.readText()'))
      .toContain('"number": "09121234567"');
  });

  it('exports the delivery as a file', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Ping');
    await inspector.open('#/deliveries/1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as fixture' }).click(),
    ]);
    const saved: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(saved).toMatchObject({ format: 'simotel-hooks/delivery@1', event: { name: 'Ping' } });
  });

  it('sends the delivery to another address, and remembers that without its credentials', async () => {
    const inspector = used();
    const { page } = inspector;
    const teapot = await startTeapot();
    try {
      await inspector.send('Ping');
      await inspector.open('#/deliveries/1');
      await page.getByLabel('Send it to this URL').fill(`http://me:secret@${teapot.host}/pot`);
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByText('418', { exact: true }).waitFor();
      await page.getByText('short and stout').waitFor();
      await page.reload();
      await expect
        .poll(() => page.getByLabel('Send it to this URL').inputValue())
        .toBe(`http://${teapot.host}/pot`);
      expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('secret');
    } finally {
      await teapot.close();
    }
  });

  it('says what is wrong with an address', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Ping');
    await inspector.open('#/deliveries/1');
    await page.getByLabel('Send it to this URL').fill('ftp://localhost/');
    await page.keyboard.press('Enter');
    await page.getByText('Could not replay:').waitFor();
    // The browser reports the status of the answer.
    expect(inspector.problems.splice(0)).toHaveLength(1);
  });
});

describeInBrowser('the detail of a delivery that is passed on', () => {
  let teapot: Awaited<ReturnType<typeof startTeapot>>;
  beforeAll(async () => {
    teapot = await startTeapot();
  });
  afterAll(() => teapot?.close());
  const used = useInspector({
    // Nobody listens at port 9.
    listen: () => ({
      forward: [parseTarget(`http://me:secret@${teapot.host}`), parseTarget('http://127.0.0.1:9')],
    }),
  });

  it('shows who answered what', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Ping');
    await inspector.open('#/deliveries/1');
    const detail = page.getByRole('region', { name: 'Delivery 1' });
    await detail.getByText('418', { exact: true }).waitFor();
    await detail.locator('.problem.bad').nth(1).waitFor();
    const text = await detail.innerText();
    expect(text).toContain(teapot.host);
    expect(text).toContain('http://127.0.0.1:9');
    expect(text).not.toContain('secret');
  });
});
