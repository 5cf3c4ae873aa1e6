import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { type InspectorUnderTest, PATIENCE, useInspector } from './support/inspector.js';

/** A call of now, so that it is drawn as one that just happened. */
function newCall(inspector: InspectorUnderTest) {
  const callId = `${Math.floor(Date.now() / 1_000)}.7`;
  const number = '09121234567';
  return {
    callId,
    number,
    begin: () => inspector.send('IncomingCall', { callId, data: { number } }),
    state: (exten: string, state: string) =>
      inspector.send('NewState', { callId, data: { exten, state, participant: number, direction: 'in' } }),
    transfer: (transferer: string, transferredFrom: string, transferredTo: string) =>
      inspector.send('Transfer', { callId, data: { transferer, transferredFrom, transferredTo } }),
  };
}

describeInBrowser('calls', () => {
  const used = useInspector();

  it('are drawn: segments, transfers and records, while they happen', async () => {
    const inspector = used();
    const { page } = inspector;
    const call = newCall(inspector);
    await call.begin();
    await call.state('101', 'Ringing');
    await inspector.open('#/calls');
    await page.getByRole('row', { name: `Ringing ${call.number}` }).click();
    const panel = page.getByRole('region', { name: `Call ${call.callId}` });
    await panel.getByRole('img', { name: /^101 Ringing .* – now\)/ }).waitFor();

    await call.state('101', 'InUse');
    await panel.getByRole('img', { name: /^101 Talking .* – now\)/ }).waitFor();
    await call.state('101', 'Pause');
    await call.state('101', 'InUse');
    await panel.getByRole('img', { name: /^101 Holding/ }).waitFor();
    await call.transfer('101', call.number, '102');
    await panel.getByRole('img', { name: `Transfer ${call.number} → 102 by 101` }).waitFor();
    await call.state('101', 'Idle');
    await call.state('102', 'Ringing');
    await call.state('102', 'InUse');
    await call.transfer('102', '102', '0219999');
    await panel.getByRole('img', { name: 'Transfer 102 → 0219999 by 102' }).waitFor();
    expect(await panel.getByRole('img', { name: /^101 Talking/ }).count()).toBe(2);
    expect(await panel.getByRole('img', { name: /^101 .* – now\)/ }).count()).toBe(0);

    await call.state('102', 'Idle');
    // One for each part of a call that was transferred twice.
    for (const billsec of [9, 5, 1]) {
      await inspector.send('Cdr', { callId: call.callId, data: { src: call.number, dst: '101', billsec } });
    }
    await inspector.send('CdrQueue', { callId: call.callId, data: { src: call.number, dst: '101' } });
    await inspector.send('Survey', { callId: call.callId, data: { point: 5, label: 'رضایت' } });
    for (const mark of ['Cdr: ANSWERED, 9 s', 'CdrQueue:', 'Survey: 5, رضایت']) {
      await panel.getByRole('img', { name: mark }).waitFor();
    }
    await panel.getByText('(from the Cdr)').waitFor();
    expect(await panel.locator('.now').count()).toBe(0);
    const facts = await panel.innerText();
    expect(facts).toMatch(/Direction\s+Incoming/);
    expect(facts).toMatch(/Answered by\s+101/);
    expect(facts).toMatch(/Survey\s+5 · رضایت/);
    expect(facts).toContain(`${call.number} → 102`);
  });

  it('show segments by more than colour', async () => {
    const inspector = used();
    const { page } = inspector;
    const call = newCall(inspector);
    await call.begin();
    for (const state of ['Ringing', 'InUse', 'Pause', 'InUse']) await call.state('101', state);
    await inspector.open('#/calls');
    await inspector.rows().first().click();
    await page.locator('.segment-holding').waitFor();
    const look = (kind: string) =>
      page.evaluate<string>(`(() => {
        const { fill, height } = getComputedStyle(document.querySelector('.segment-${kind} rect'));
        return [fill, height].join(' ');
      })()`);
    const looks = [await look('ringing'), await look('talking'), await look('holding')];
    expect(looks[0]).toContain('#ringing');
    expect(looks[2]).toContain('#holding');
    expect(new Set(looks.map((each) => each.split(' ').at(-1))).size).toBe(3);
  });

  it('grow while they last', async () => {
    const inspector = used();
    const { page } = inspector;
    const call = newCall(inspector);
    await call.begin();
    await call.state('101', 'InUse');
    await inspector.open('#/calls');
    await inspector.rows().first().click();
    const segment = page.getByRole('img', { name: /^101 Talking/ });
    const before = await segment.getAttribute('aria-label');
    await expect.poll(() => segment.getAttribute('aria-label'), PATIENCE).not.toBe(before);
  });

  it('lead to their deliveries, and survive a reload', async () => {
    const inspector = used();
    const { page } = inspector;
    const call = newCall(inspector);
    await call.begin();
    await call.state('101', 'Ringing');
    await inspector.send('Ping');
    await inspector.open('#/calls');
    await inspector.rows().first().click();
    await page.reload();
    await page.getByRole('region', { name: `Call ${call.callId}` }).waitFor();
    await page.getByRole('button', { name: 'Deliveries of this call' }).click();
    await page.getByText('2 / 3').waitFor();
    expect(await page.getByLabel('Call id').inputValue()).toBe(call.callId);
  });

  it('are searched, and say where one is gone', async () => {
    const inspector = used();
    const { page } = inspector;
    await inspector.send('Cdr', { callId: '1750000001.1', data: { src: '0911' } });
    await inspector.send('Cdr', { callId: '1750000002.1', data: { src: '0922' } });
    await inspector.open('#/calls');
    await page.getByText('2 / 2').waitFor();
    await page.getByLabel('Search calls').last().fill('0922');
    await page.getByText('1 / 2').waitFor();
    expect(await inspector.rows().innerText()).toContain('0922');
    await inspector.open('#/calls/nobody');
    await page.reload();
    await page.getByText('This call is not here').waitFor();
  });
});
