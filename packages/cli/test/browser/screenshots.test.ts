import { createRequest, simulateCallCentre } from '@simotel-hooks/testing';
import { it, vi } from 'vitest';
import { describeInBrowser } from './support/browser.js';
import { type InspectorUnderTest, useInspector } from './support/inspector.js';

const DOCS = new URL('../../docs/', import.meta.url).pathname;
const START = Date.UTC(2026, 0, 10, 8);
const ID = `${START / 1_000 + 3_600}.512`;
const CALLER = '09121234567';

/** At a second of the call, an extension does something. */
const STATES = [
  [4, '101', 'Ringing'],
  [13, '101', 'InUse'],
  [41, '101', 'Pause'],
  [55, '101', 'InUse'],
  [70, '101', 'Idle'],
  [70, '104', 'Ringing'],
  [78, '104', 'InUse'],
  [123, '104', 'Idle'],
] as const;

/** Delivers as if it were then: the server looks at the clock of this process. */
async function at(time: number, send: () => Promise<unknown>): Promise<void> {
  vi.setSystemTime(time);
  await send();
}

async function play(inspector: InspectorUnderTest): Promise<void> {
  for (const { at: time, event, wire } of simulateCallCentre({
    seed: 5,
    calls: 160,
    oddities: false,
    start: new Date(START),
  })) {
    if (time.getTime() > START + 3_590_000) break;
    const request = createRequest(event, { ...wire, version: 'G4', path: '/simotel/' });
    await at(time.getTime(), () => inspector.deliver(request));
  }
  const begin = START + 3_600_000;
  const call = { callId: ID, path: '/simotel/' };
  const transfer = { ...call, data: { transferer: '101', transferredFrom: '101', transferredTo: '104' } };
  await at(begin, () =>
    inspector.send('IncomingCall', { ...call, data: { number: CALLER, entryPoint: 'E1' } }),
  );
  for (const [second, exten, state] of STATES) {
    if (state === 'Idle' && exten === '101')
      await at(begin + second * 1_000, () => inspector.send('Transfer', transfer));
    const data = { exten, state, participant: CALLER, direction: 'in', queue: '800' } as const;
    await at(begin + second * 1_000, () => inspector.send('NewState', { ...call, data }));
  }
  const record = (billsec: number, end: number) => ({
    ...call,
    data: {
      src: CALLER,
      dst: '02191001000',
      did: '02191001000',
      entryPoint: 'E1',
      outgoingPoint: undefined,
      record: `20260110_${ID}${end > 100 ? '.2' : ''}.mp3`,
      billsec,
      startTime: new Date(begin + (end - billsec) * 1_000),
      endTime: new Date(begin + end * 1_000),
    },
  });
  await at(begin + 124_000, () => inspector.send('Cdr', record(57, 70)));
  await at(begin + 124_500, () => inspector.send('Cdr', record(45, 123)));
  const survey = { src: CALLER, dst: '104', queue: '800', point: 5, label: 'رضایت از پشتیبانی' };
  await at(begin + 131_000, () =>
    inspector.send('Survey', {
      ...call,
      data: { ...survey, date: new Date() },
      fields: { agent_mood: 'cheerful' },
    }),
  );
  vi.setSystemTime(begin + 140_000);
}

/** `UPDATE_SCREENSHOTS=1` makes the pictures of the README. */
describeInBrowser('screenshots', () => {
  const used = useInspector({ settings: { timeZone: 'UTC' } });

  it.runIf(process.env['UPDATE_SCREENSHOTS'])('are taken', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const inspector = used();
    const { page } = inspector;
    await play(inspector);
    await page.emulateMedia({ colorScheme: 'dark' });
    await inspector.open();
    await inspector.rows().first().click();
    await page.getByText('Decoded data').waitFor();
    await page.getByRole('button', { name: 'Only this call' }).click();
    await page.mouse.move(640, 66);
    await page.screenshot({ path: `${DOCS}inspector-deliveries.png` });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('link', { name: 'Open call' }).click();
    await page.getByText('(from the Cdr)').waitFor();
    await page.mouse.move(640, 66);
    await page.screenshot({ path: `${DOCS}inspector-call.png` });
    vi.useRealTimers();
  });
});
