import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { useInspector } from './support/inspector.js';

describeInBrowser('the keyboard', () => {
  const used = useInspector();

  it('leads through all of the page', async () => {
    const inspector = used();
    const { page } = inspector;
    const { keyboard } = page;
    const focused = page.locator(':focus');
    const names = ['IncomingCall', 'NewState', 'Cdr'] as const;
    for (const name of names) await inspector.send(name, { callId: '1750000001.1' });
    await inspector.open();
    await page.getByText('3 / 3').waitFor();

    await keyboard.press('Tab');
    expect(await focused.innerText()).toContain('Deliveries');
    await keyboard.press('ArrowRight');
    expect(await focused.innerText()).toContain('Calls');
    await page.getByRole('tabpanel', { name: /Calls/ }).waitFor();
    await keyboard.press('ArrowLeft');
    expect(await focused.getAttribute('aria-selected')).toBe('true');

    await keyboard.press('/');
    expect(await focused.getAttribute('aria-label')).toBe('Search text');
    await keyboard.type('p?/');
    expect(await focused.inputValue()).toBe('p?/');
    await page.getByText('0 / 3').waitFor();
    for (let count = 0; count < 3; count++) await keyboard.press('Backspace');
    for (let count = 0; count < 5; count++) await keyboard.press('Tab');
    expect(await focused.getAttribute('role')).toBe('grid');

    const active = page.locator('tr.active');
    await keyboard.press('ArrowDown');
    expect(await active.innerText()).toContain('Cdr');
    await keyboard.press('End');
    expect(await active.innerText()).toContain('IncomingCall');
    expect(await focused.getAttribute('aria-activedescendant')).toBe(await active.getAttribute('id'));
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await page.getByRole('region', { name: 'Delivery 2' }).waitFor();
    await keyboard.press('Home');
    await page.getByRole('region', { name: 'Delivery 3' }).waitFor();
    await keyboard.press('Tab');
    expect(await focused.getAttribute('aria-label')).toBe('Close');
    await keyboard.press('Escape');
    await expect.poll(() => page.locator('.panel').count()).toBe(0);
    expect(await focused.getAttribute('role')).toBe('grid');
  });

  it('pauses and explains itself, but not while somebody types', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.open();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    await page.keyboard.press('p');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('shows where it is', async () => {
    const { page } = used();
    await used().open();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
  });
});
