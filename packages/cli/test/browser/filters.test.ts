import { createRequest } from '@simotel-hooks/testing';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { get } from './support/deliver.js';
import { type InspectorUnderTest, useInspector } from './support/inspector.js';

/** Six deliveries that differ in everything a filter looks at. */
async function fill(inspector: InspectorUnderTest): Promise<void> {
  const { receiver } = inspector;
  await inspector.send('NewState', {
    callId: '1750000001.1',
    data: { exten: '101', participant: '09121111111' },
  });
  await inspector.send('Cdr', { callId: '1750000001.1', data: { src: '09122222222', disposition: 'BUSY' } });
  await inspector.deliver(new Request(`${receiver}/?event_name=QueueMood&mood=bright`));
  await inspector.deliver(new Request(receiver, { method: 'POST', body: '{"event_name":' }));
  await inspector.deliver(new Request(receiver, { method: 'PUT' }));
  const { path, query } = createRequest('Survey', { method: 'GET', callId: '1750000002.2' });
  await get(`${receiver}${path}?${query}`, { localAddress: '127.0.0.2' });
  await inspector.open();
  await inspector.page.getByText('6 / 6').waitFor();
}

describeInBrowser('filters', () => {
  const used = useInspector();

  it.each([
    ['a known event', 'Event', 'Cdr', 'BUSY'],
    ['unknown events', 'Event', 'Unknown events', 'QueueMood'],
    ['errors', 'Event', 'Errors', 'BODY_MALFORMED'],
    ['refused deliveries', 'Event', 'Refused', 'METHOD_NOT_ALLOWED'],
    ['a source', 'Source', '127.0.0.2', 'Survey'],
  ])('choose %s', async (_, label, option, expected) => {
    const inspector = used();
    const { page } = inspector;
    await fill(inspector);
    await page.getByLabel(label, { exact: true }).selectOption({ label: option });
    await page.getByText('1 / 6').waitFor();
    expect(await inspector.rows().innerText()).toContain(expected);
  });

  it.each([
    ['a part of the call id', 'Call id', '0002.2', 'Survey'],
    ['a number', 'Extension or number', '22222', 'BUSY'],
    ['an extension in Persian digits', 'Extension or number', '۱۰۱', 'NewState'],
    ['words anywhere', 'Search text', 'bright queuemood', 'QueueMood'],
  ])('choose by %s', async (_, label, text, expected) => {
    const inspector = used();
    const { page } = inspector;
    await fill(inspector);
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByText('1 / 6').waitFor();
    expect(await inspector.rows().innerText()).toContain(expected);
  });

  it('let through what matches of what comes in, and nothing else', async () => {
    const inspector = used();
    const { page } = inspector;
    await fill(inspector);
    await page.getByLabel('Event', { exact: true }).selectOption('Cdr');
    await inspector.send('Ping');
    await inspector.send('Cdr');
    await page.getByText('2 / 8').waitFor();
  });

  it('are in the address, so that a reload keeps them, and can be reset', async () => {
    const inspector = used();
    const { page } = inspector;
    await fill(inspector);
    await page.getByLabel('Event', { exact: true }).selectOption('Cdr');
    await page.getByLabel('Search text').fill('busy');
    await page.waitForURL(/event=Cdr&text=busy$/);
    await page.reload();
    await page.getByText('1 / 6').waitFor();
    expect(await page.getByLabel('Search text').inputValue()).toBe('busy');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('6 / 6').waitFor();
  });

  it('say that nothing matches', async () => {
    const inspector = used();
    await fill(inspector);
    await inspector.page.getByLabel('Search text').fill('nowhere to be found');
    await inspector.page.getByText('No delivery matches the filters').waitFor();
  });

  it('show the deliveries of one call, and its drawing, from a delivery', async () => {
    const inspector = used();
    const { page } = inspector;
    await fill(inspector);
    await page.getByRole('row', { name: 'BUSY' }).click();
    await page.getByRole('button', { name: 'Only this call' }).click();
    await page.getByText('2 / 6').waitFor();
    await page.getByRole('link', { name: 'Open call' }).click();
    await page.getByRole('region', { name: 'Call 1750000001.1' }).waitFor();
    await page.goBack();
    await page.getByText('2 / 6').waitFor();
  });
});
