import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { get } from './support/deliver.js';
import { useInspector } from './support/inspector.js';

const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  "'-alert(4)-'",
  '{{alert(5)}}',
].join(' ');

describeInBrowser('what strangers send', () => {
  const used = useInspector();

  it('is text wherever it is shown', async () => {
    const inspector = used();
    const { page } = inspector;
    const callId = `1750000001.1${MARKUP}`;
    const data = { exten: MARKUP, state: MARKUP, participant: MARKUP, queue: MARKUP };
    await inspector.send('NewState', { callId, data, fields: { [MARKUP]: MARKUP }, path: '/<b>/"onload="' });
    await inspector.send('Cdr', {
      callId,
      data: { src: MARKUP, dst: MARKUP, record: MARKUP, disposition: MARKUP },
    });
    await inspector.send('Transfer', {
      callId,
      data: { transferredFrom: MARKUP, transferredTo: '1', transferer: MARKUP },
    });
    await inspector.send('Survey', { callId, data: { point: 5, label: MARKUP } });
    await inspector.send('TrunkNewState', { data: { trunkName: MARKUP, state: MARKUP, trunkType: MARKUP } });
    await inspector.deliver(new Request(`${inspector.receiver}/?event_name=${encodeURIComponent(MARKUP)}`));
    await inspector.deliver(new Request(inspector.receiver, { method: 'POST', body: MARKUP }));

    await inspector.open();
    await page.getByText('7 / 7').waitFor();
    for (let seq = 1; seq <= 7; seq++) {
      await inspector.open(`#/deliveries/${seq}`);
      await page
        .getByRole('region', { name: `Delivery ${seq}` })
        .getByText(/^Answer/)
        .waitFor();
      await noElement();
    }
    await inspector.open('#/calls');
    await inspector.rows().first().click();
    await page.locator('.timeline svg').waitFor();
    await noElement();
    await page.getByRole('tab', { name: 'Board' }).click();
    await page.getByText('Trunks').waitFor();
    await noElement();

    async function noElement(): Promise<void> {
      expect(await page.locator('img, b, script:not([src]), [onload], [onerror]').count()).toBe(0);
    }
  });

  it('is cut where it is long, until somebody wants all of it', async () => {
    const inspector = used();
    const { page } = inspector;
    const label = 'long '.repeat(200_000);
    await inspector.send('Survey', { data: { point: 5, label } });
    await inspector.open();
    const row = inspector.rows().first();
    await row.waitFor();
    expect((await row.boundingBox())?.height).toBe(32);
    await row.click();
    const detail = page.getByRole('region', { name: 'Delivery 1' });
    await detail.getByText('Decoded data').waitFor();
    expect((await detail.innerText()).length).toBeLessThan(100_000);
    await detail.getByRole('button', { name: 'Show all (1 MB)' }).first().click();
    expect((await detail.innerText()).length).toBeGreaterThan(1_000_000);
  });

  it('is cut where it is many fields, until somebody wants all of them', async () => {
    const inspector = used();
    const { page } = inspector;
    const fields = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`field${at}`, 'x']));
    await inspector.send('Ping', { fields });
    await inspector.open();
    await inspector.rows().first().click();
    const rows = page.locator('table.fields tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(200);
    await page.getByRole('button', { name: 'Show all (3,001)' }).click();
    expect(await rows.count()).toBe(3_001);
  });

  it('keeps its direction to itself, and half characters do no harm', async () => {
    const inspector = used();
    const { page } = inspector;
    const text = '\u202eevil\u2066\u0007\u0000 \ud800';
    const callId = `1750000001.1${text}`;
    await inspector.send('NewState', { callId, data: { exten: text, state: 'Ringing' } });
    await inspector.open();
    await inspector.rows().first().click();
    await page.getByText('Decoded data').waitFor();
    await page.getByRole('tab', { name: /Calls/ }).click();
    await inspector.rows().first().click();
    await page.locator('.panel').waitFor();
  });
});

describeInBrowser('the server of the page', () => {
  const used = useInspector();

  it('answers to its own name alone', async () => {
    const { origin } = used();
    expect((await get(origin)).status).toBe(200);
    expect((await get(origin, { host: 'evil.example' })).status).toBe(403);
    expect((await get(`${origin}/api/stream`, { host: 'evil.example:3001' })).status).toBe(403);
  });

  it('lets the page load and do nothing else', async () => {
    const response = await fetch(used().origin);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    await used().open();
    // Only to see that what watches over the page works.
    await used().page.evaluate(`void Object.assign(new Image(), { src: 'https://example.com/x.png' })`);
    await expect.poll(() => used().problems.splice(0)).toHaveLength(1);
    expect(used().strays.splice(0)).toHaveLength(1);
  });
});
