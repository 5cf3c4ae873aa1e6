import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { useInspector } from './support/inspector.js';

const background = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');

const directionOf = (page: Page, selector: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).direction`);

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: /Settings|تنظیمات/ }).click();
  await page.getByLabel(label).selectOption({ label: option });
  await page.keyboard.press('Escape');
}

describeInBrowser('the look of the page', () => {
  const used = useInspector();

  it('is that of the system, or the one that was chosen', async () => {
    const { page } = used();
    await page.emulateMedia({ colorScheme: 'light' });
    await used().open();
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(page);
    expect(dark).not.toBe(light);
    await choose(page, 'Theme', 'Light');
    expect(await background(page)).toBe(light);
    await page.reload();
    expect(await background(page)).toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    await choose(page, 'Theme', 'Dark');
    expect(await background(page)).toBe(dark);
  });

  it('writes times in the zone that was chosen, and knows which there are', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Ping');
    await inspector.open('#/deliveries/1');
    await page.getByText('Decoded data').waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Time zone').fill('Asia/Nowhere');
    await page.getByText('No such time zone').waitFor();
    await page.getByLabel('Time zone').fill('Asia/Tehran');
    await page.getByText('GMT+3:30').waitFor();
  });

  it.each([400, 1280])('fits into %d pixels', async (width) => {
    const inspector = used();
    const { page } = inspector;
    await page.setViewportSize({ width, height: 700 });
    await inspector.send('CdrQueue', { callId: '1750000001.1' });
    for (const hash of ['', '#/deliveries/1', '#/calls', '#/calls/127.0.0.1%201750000001.1', '#/board']) {
      await inspector.open(hash);
      await page.getByRole('tabpanel').waitFor();
      const wider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(wider).toBe(false);
    }
  });
});

describeInBrowser('the page in Persian', () => {
  const used = useInspector();

  it('runs from right to left, with the words, digits and calendar of Persian', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr', { callId: '1750000001.1' });
    await inspector.open('#/deliveries/1');
    await page.getByText('Decoded data').waitFor();
    await choose(page, 'Language', 'فارسی');
    await choose(page, 'تقویم', 'جلالی');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('html').getAttribute('lang')).toBe('fa');
    await page.getByRole('tab', { name: 'پیام‌ها ۱' }).waitFor();
    const year = new Intl.DateTimeFormat('fa-IR', { calendar: 'persian', year: 'numeric' }).format();
    await page.locator('.detail-head time').filter({ hasText: year }).waitFor();
    expect(await directionOf(page, '.block')).toBe('ltr');
    await page.goto(`${inspector.origin}/#/calls/127.0.0.1%201750000001.1`);
    await page.locator('.timeline svg').waitFor();
    expect(await directionOf(page, '.timeline svg')).toBe('ltr');
  });

  it('shows Persian text from right to left in English, too', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Survey', { data: { point: 5, label: 'رضایت از پشتیبانی' } });
    await inspector.open('#/deliveries/1');
    await page.getByText('Decoded data').waitFor();
    expect(await directionOf(page, '[data-field=label] td bdi')).toBe('rtl');
    expect(await directionOf(page, '[data-field=point] td bdi')).toBe('ltr');
  });
});
