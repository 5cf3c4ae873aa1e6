import { describe, expect, test } from 'vitest';
import { type CallStore, createMemoryCallStore } from '../../src/calls/index.js';
import { decode } from '../../src/index.js';
import { at, CALLER, cdr, clock, EPOCH, ID, INCOMING, Line, unanswered, useClock } from './support.js';

useClock();

const WITHOUT_ID = { unique_id: undefined };

describe('the twin of an IncomingCall that has no id', () => {
  test('is known again when a queue hands it out twice, whoever has called since', async () => {
    const line = new Line();
    const event = decode({ method: 'POST', path: '/IncomingCall', body: JSON.stringify(INCOMING) });
    const receive = (seconds: number) => line.hooks.receive(event, { receivedAt: new Date(at(seconds)) });
    await receive(0);
    await line.until(30);
    await line.send(30, 'IncomingCall', INCOMING);
    await receive(0);
    await receive(0);
    expect(line.updates.map(({ callIds }) => callIds)).toEqual([[ID]]);
    expect(line.ends.map(({ callIds }) => callIds)).toEqual([[]]);
  });

  test('does not lend its stand-in for an id to a call that has one', async () => {
    const store = createMemoryCallStore();
    const stored: string[] = [];
    const spied: CallStore = {
      find: (key) => store.find(key),
      due: (now, limit) => store.due(now, limit),
      open: () => store.open(),
      oldest: () => store.oldest(),
      size: () => store.size(),
      update: (keys, change) =>
        store.update(keys, (calls) => {
          const changed = change(calls);
          stored.push(
            ...changed.calls.filter(({ callIds }) => callIds.length > 0).flatMap((call) => call.keys),
          );
          return changed;
        }),
    };
    const line = new Line({ store: spied });
    await line.send(0, 'IncomingCall', INCOMING);
    await line.send(1, 'IncomingCall', { ...INCOMING, ...WITHOUT_ID });
    expect(stored.filter((key) => key.includes('no-id'))).toEqual([]);
    expect(stored).toContain(`id-:${ID}`);
  });

  test.each([
    ['after it', [{}, WITHOUT_ID]],
    ['before it', [WITHOUT_ID, {}]],
  ])('joins its brother: %s', async (_, [first, second]) => {
    const line = new Line();
    await line.send(0, 'IncomingCall', { ...INCOMING, ...first });
    await line.send(1.5, 'IncomingCall', { ...INCOMING, ...second });
    await line.send(20, 'Cdr', cdr(11, 20));
    const call = await line.end();
    expect(call.events.filter(({ name }) => name === 'IncomingCall')).toHaveLength(2);
    expect(await line.tracker.active()).toEqual([]);
    expect(new Set(line.updates.map(({ id }) => id))).toEqual(new Set([ID]));
  });

  test('joins the call whose extension rings for the same number', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', { ...INCOMING, ...WITHOUT_ID });
    await line.state(1, '993', 'Ringing');
    expect(await line.tracker.active()).toMatchObject([
      { id: ID, entryPoint: 'to_simo_51_20', from: CALLER },
    ]);
  });

  test.each([
    ['another number', { number: '09120000000' }, 1],
    ['another trunk', { entry_point: 'E1' }, 1],
    ['too late', {}, 11],
  ])('is a call of its own: %s', async (_, other, seconds) => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    await line.send(seconds, 'IncomingCall', { ...INCOMING, ...WITHOUT_ID, ...other });
    await line.until(seconds + 9);
    expect(line.ends).toEqual([]);
    await line.until(seconds + 11);
    expect(line.ends).toMatchObject([{ callIds: [], outcome: 'unknown', evidence: 'timeout' }]);
    expect(line.ends[0]?.id).toMatch(/^no-id:/);
    expect(await line.tracker.active()).toMatchObject([{ id: ID }]);
    expect(await line.tracker.get(line.ends[0]?.id ?? '')).toEqual(line.ends[0]);
  });

  test('is no second call where the caller calls again', async () => {
    const line = new Line();
    const again = `${EPOCH + 5}.379`;
    await line.send(0, 'IncomingCall', INCOMING);
    await line.send(0.2, 'IncomingCall', { ...INCOMING, ...WITHOUT_ID });
    await line.send(5, 'IncomingCall', { ...INCOMING, unique_id: again });
    await line.send(5.2, 'IncomingCall', { ...INCOMING, ...WITHOUT_ID });
    await line.until(30);
    const calls = await line.tracker.active();
    expect(calls.map(({ id, events }) => [id, events.length])).toEqual([
      [ID, 2],
      [again, 2],
    ]);
    expect(line.ends).toEqual([]);
  });
});

describe('order', () => {
  test('the record may come first', async () => {
    const line = new Line();
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.send(20.2, 'CdrQueue', { src: CALLER, dst: '993', queue: '902', disposition: 'ANSWERED' });
    await line.state(20.4, '993', 'Idle');
    await line.state(20.6, '993', 'InUse', { queue: '902' });
    await line.state(20.8, '993', 'Ringing', { queue: '902' });
    await line.send(21, 'IncomingCall', INCOMING);
    expect(await line.end()).toMatchObject({ answeredBy: '993', queue: '902', talkSeconds: 9, from: CALLER });
  });

  test('a state that changed places with a later one does not keep the call open', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    await line.state(15, '993', 'Idle');
    await line.state(16, '993', 'Ringing');
    await line.until(80);
    expect(line.ends).toMatchObject([{ outcome: 'missed', evidence: 'states' }]);
  });

  test('a state that is sent twice is one', async () => {
    const line = new Line();
    await line.state(1, '993', 'Ringing');
    await line.state(2, '993', 'Idle');
    await line.state(3, '993', 'Ringing');
    await line.until(80);
    expect(line.ends).toMatchObject([{ outcome: 'missed', evidence: 'states' }]);
  });

  test('a record that is sent twice, in whatever shape, counts once', async () => {
    const line = new Line();
    await line.send(20, 'Cdr', cdr(11, 20));
    await line.send(21, 'Cdr', { ...cdr(11, 20), billsec: '9', wait: '11' });
    const call = await line.end();
    expect(call).toMatchObject({ talkSeconds: 9 });
    expect(call.events).toHaveLength(1);
  });
});

describe('a state that is lost', () => {
  test('the Cdr of the call tells that its extensions are free', async () => {
    const line = new Line();
    await line.state(1, '993', 'Ringing');
    await line.state(11, '993', 'InUse');
    await line.send(20, 'Cdr', cdr(11, 20));
    expect(await line.end()).toMatchObject({ outcome: 'answered', legs: [{ exten: '993', leftAt: at(20) }] });
  });

  test('also that of the one who dialled', async () => {
    const line = new Line();
    await line.send(0, 'NewState', { exten: '991', state: 'InUse', participant: '993', direction: 'out' });
    await line.state(1, '993', 'Ringing', { participant: '991' });
    await line.state(11, '993', 'InUse', { participant: '991' });
    await line.send(20, 'Cdr', cdr(11, 20, { type: 'local', src: '991', dst: '993', did: undefined }));
    expect(await line.end()).toMatchObject({ answeredBy: '993', talkSeconds: 9 });
  });

  test('the Cdr of one agent says nothing of another', async () => {
    const line = new Line();
    await line.state(1, '991', 'Ringing', { queue: '902' });
    await line.state(1, '992', 'Ringing', { queue: '902' });
    await line.state(15, '991', 'Idle');
    await line.send(15, 'Cdr', unanswered(15, { dst: '991' }));
    await line.until(300);
    expect(line.ends).toEqual([]);
    expect(line.updates.at(-1)).toMatchObject({
      status: 'ringing',
      legs: [{}, { exten: '992', leftAt: null }],
    });
  });

  test('a Cdr at nearly the same moment may be of what was before: another minute will tell', async () => {
    const line = new Line();
    await line.state(18, '993', 'InUse');
    await line.send(20, 'Cdr', cdr(18, 20));
    await line.until(78);
    expect(line.ends).toEqual([]);
    await line.until(82);
    expect(line.ends).toMatchObject([{ outcome: 'answered', evidence: 'cdr', talkSeconds: 2 }]);
  });
});

test('an event that is taken from a queue twice is there once', async () => {
  const line = new Line();
  const event = decode({ method: 'GET', path: `/NewState?exten=993&state=Ringing&unique_id=${ID}` });
  for (let times = 0; times < 2; times++) await line.hooks.receive(event, { receivedAt: new Date(at(1)) });
  expect(line.updates).toHaveLength(1);
  expect(line.updates[0]?.events).toHaveLength(1);
});

describe('several records', () => {
  test('of a transfer: the call goes on, and all who talked are counted', async () => {
    const line = new Line();
    await line.state(1, '991', 'Ringing');
    await line.state(11, '991', 'InUse');
    const moved = { transferer: '991', transferred_from: CALLER, transferred_to: '992' };
    await line.send(40, 'Transfer', moved);
    await line.state(40, '991', 'Idle');
    await line.send(40, 'Cdr', cdr(11, 40));
    await line.until(44);
    expect(line.ends).toEqual([]);
    await line.state(45, '992', 'Ringing');
    await line.state(50, '992', 'InUse');
    await line.state(80, '992', 'Idle');
    await line.send(80, 'Cdr', cdr(50, 80, { wait: 5 }));
    expect(await line.end()).toMatchObject({
      outcome: 'answered',
      answeredBy: '991',
      answeredAt: at(11),
      endedAt: at(80),
      waitSeconds: 11,
      talkSeconds: 59,
      transfers: [{ from: CALLER, to: '992', by: '991', at: at(40) }],
    });
  });

  test('of which only the last part of a transfer came', async () => {
    const line = new Line();
    await line.state(1, '991', 'Ringing');
    await line.state(11, '991', 'InUse');
    await line.send(40, 'Transfer', { transferer: '991', transferred_from: CALLER, transferred_to: '992' });
    await line.state(40, '991', 'Idle');
    await line.state(45, '992', 'Ringing');
    await line.state(50, '992', 'InUse');
    await line.state(80, '992', 'Idle');
    await line.send(80, 'Cdr', cdr(50, 80));
    await line.until(142);
    expect(line.ends).toMatchObject([
      { answeredBy: '991', answeredAt: at(11), waitSeconds: 11, talkSeconds: 30 },
    ]);
  });

  test('of agents a queue tried in vain: the call is not over', async () => {
    const line = new Line();
    const queue = { queue: '902' };
    await line.send(0, 'IncomingCall', INCOMING);
    await line.state(1, '991', 'Ringing', queue);
    await line.state(16, '991', 'Idle');
    await line.send(16, 'Cdr', unanswered(16, { dst: '991' }));
    await line.until(30);
    expect(line.updates.at(-1)).toMatchObject({ status: 'ringing', outcome: null });
    await line.state(30, '992', 'Ringing', queue);
    await line.state(35, '992', 'InUse', queue);
    await line.state(60, '992', 'Idle');
    await line.send(60, 'CdrQueue', {
      src: CALLER,
      dst: '992',
      queue: '902',
      disposition: 'ANSWERED',
      starttime: clock(1),
      ringtime: clock(30),
      answeredtime: clock(35),
      endtime: clock(60),
      wait: '34',
      billsec: '25',
      detail: [
        { src: CALLER, dst: '991', disposition: 'NO ANSWER' },
        { src: CALLER, dst: '992', disposition: 'ANSWERED' },
      ],
    });
    await line.send(60, 'Cdr', cdr(35, 60));
    expect(await line.end()).toMatchObject({
      outcome: 'answered',
      evidence: 'cdr',
      answeredBy: '992',
      queue: '902',
      to: '982191000492',
      waitSeconds: 35,
      talkSeconds: 25,
      legs: [{ exten: '991', answeredAt: null }, { exten: '992' }],
    });
  });

  test('of a queue alone: it names the agent', async () => {
    const line = new Line();
    await line.send(60, 'CdrQueue', {
      src: CALLER,
      dst: '992',
      queue: '902',
      disposition: 'ANSWERED',
      starttime: clock(4),
      ringtime: clock(30),
      answeredtime: clock(35),
      endtime: clock(60),
      wait: '31',
      billsec: '25',
      detail: [{ dst: '991' }, { dst: '992' }],
    });
    await line.until(122);
    expect(line.ends).toMatchObject([
      {
        outcome: 'answered',
        evidence: 'cdrQueue',
        from: CALLER,
        answeredBy: '992',
        answeredAt: at(35),
        waitSeconds: 35,
        talkSeconds: 25,
        legs: [
          { exten: '991', rangAt: null },
          { exten: '992', rangAt: at(30), answeredAt: at(35), leftAt: at(60) },
        ],
      },
    ]);
  });
});

test('a queue that finds an agent late: the call goes on and ends again', async () => {
  const line = new Line();
  await line.state(1, '991', 'Ringing', { queue: '902' });
  await line.state(16, '991', 'Idle');
  await line.until(80);
  expect(line.ends).toMatchObject([{ outcome: 'missed' }]);
  await line.state(100, '992', 'Ringing', { queue: '902' });
  expect(line.updates.at(-1)).toMatchObject({ status: 'ringing', outcome: null });
  await line.state(105, '992', 'InUse', { queue: '902' });
  await line.state(120, '992', 'Idle');
  await line.send(120, 'Cdr', cdr(105, 120));
  await line.until(124);
  expect(line.ends).toMatchObject([{ outcome: 'missed' }, { outcome: 'answered', answeredBy: '992' }]);
});

describe('a call the originate API made', () => {
  const ORIGINATE = { originated_call_id: `orig.call.${EPOCH}.694172` };
  const OTHER = `${EPOCH + 6}.379`;
  const customer = '09121234567';

  async function originated(line: Line): Promise<void> {
    await line.state(1, '991', 'Ringing', { participant: customer });
    await line.state(6, '991', 'InUse', { participant: customer });
    await line.send(6.2, 'OutgoingCall', { number: customer, unique_id: OTHER, ...ORIGINATE });
    await line.state(40, '991', 'Idle');
  }
  const legs = (customerAnswered: boolean) => [
    cdr(6, 40, { type: 'local', src: customer, dst: '991', did: undefined, ...ORIGINATE }),
    {
      ...(customerAnswered ? cdr(15, 40) : unanswered(40)),
      ...{
        type: 'outgoing',
        src: '991',
        dst: customer,
        did: undefined,
        wait: 9,
        unique_id: OTHER,
        ...ORIGINATE,
      },
    },
  ];

  test.each([
    ['the first leg first', [0, 1]],
    ['the second leg first', [1, 0]],
  ])('is one call with two legs: %s', async (_, order) => {
    const line = new Line();
    await originated(line);
    for (const leg of order) await line.send(40.2, 'Cdr', legs(true)[leg]);
    const call = await line.end();
    expect(call).toMatchObject({
      id: ID,
      callIds: [ID, OTHER],
      originatedCallId: ORIGINATE.originated_call_id,
      direction: 'outgoing',
      from: '991',
      to: customer,
      answeredBy: null,
      answeredAt: at(15),
      waitSeconds: 15,
      talkSeconds: 25,
      outcome: 'answered',
    });
    for (const id of [ID, OTHER, ORIGINATE.originated_call_id]) {
      expect(await line.tracker.get(id)).toEqual(call);
    }
  });

  test('is one call also when its second leg was taken for another that had ended', async () => {
    const line = new Line();
    await originated(line);
    await line.send(40.2, 'Cdr', legs(true)[1]);
    await line.until(50);
    expect(line.ends).toMatchObject([{ id: OTHER }]);
    await line.send(50, 'Cdr', legs(true)[0]);
    await line.until(54);
    expect(line.ends).toMatchObject([{ id: OTHER }, { id: ID, callIds: [ID, OTHER], talkSeconds: 25 }]);
  });

  test('is not answered when only the agent is', async () => {
    const line = new Line();
    await originated(line);
    for (const leg of legs(false)) await line.send(40.2, 'Cdr', leg);
    expect(await line.end()).toMatchObject({ outcome: 'missed', evidence: 'cdr', talkSeconds: null });
  });
});

describe('ids', () => {
  test.each(['test-call', '12.3', '1610778618.1234567', '99999999999999999999.1'])(
    'of another form are ids all the same: %s',
    async (id) => {
      const line = new Line();
      await line.send(1, 'IncomingCall', { ...INCOMING, unique_id: id });
      await line.send(20, 'Cdr', { ...cdr(11, 20), unique_id: id });
      expect(await line.end()).toMatchObject({ id, createdAt: at(0), waitSeconds: 11, outcome: 'answered' });
    },
  );

  test('without a record, such a call began when its first event came', async () => {
    const line = new Line();
    await line.send(1, 'IncomingCall', { ...INCOMING, unique_id: 'test-call' });
    expect(line.updates).toMatchObject([{ createdAt: at(1) }]);
  });

  test('may come under either key', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', { ...INCOMING, unique_id: undefined, cuid: ID });
    await line.send(20, 'Cdr', { ...cdr(11, 20), cuid: ID });
    expect((await line.end()).events).toHaveLength(2);
  });

  test('of two PBXs may be equal', async () => {
    const line = new Line();
    for (const source of ['shop', 'office']) {
      await line.send(0, 'IncomingCall', { ...INCOMING, number: `0912-${source}` }, source);
    }
    await line.send(20, 'Cdr', cdr(11, 20), 'shop');
    expect(await line.end()).toMatchObject({ source: 'shop', from: '0912-shop', outcome: 'answered' });
    expect(await line.tracker.active()).toMatchObject([{ source: 'office', from: '0912-office' }]);
    expect(await line.tracker.get(ID, { source: 'office' })).toMatchObject({ status: 'ringing' });
    expect(await line.tracker.get(ID)).toBeNull();
  });
});

describe('a PBX on local time', () => {
  test.each([3.5, -5, 4.5])('whose zone nobody told: %s hours', async (hours) => {
    const line = new Line();
    const times = { starttime: clock(11, hours), endtime: clock(20, hours) };
    await line.state(1, '993', 'Ringing');
    await line.state(11, '993', 'InUse');
    await line.state(20, '993', 'Idle');
    await line.send(20.5, 'Cdr', { ...cdr(11, 20), ...times });
    await line.send(21, 'Survey', { src: CALLER, dst: '993', point: 5, date: clock(21, hours) });
    const call = await line.end();
    expect(call).toMatchObject({
      createdAt: at(0),
      answeredAt: at(11),
      endedAt: at(20),
      talkSeconds: 9,
      clockShiftSeconds: hours * 3600,
      survey: { at: at(21) },
    });
    // What arrived is kept as it was read.
    expect(call.events.find(({ name }) => name === 'Cdr')?.data).toMatchObject({
      startTime: at(11) + hours * 3.6e6,
    });
  });

  test('is not suspected where a long call was transferred', async () => {
    const line = new Line();
    await line.send(7_230, 'Cdr', cdr(7_210, 7_230, { wait: 10 }));
    expect(await line.end()).toMatchObject({ answeredAt: at(7_210), clockShiftSeconds: 0 });
  });

  test('is not suspected where a record is hours late', async () => {
    const line = new Line();
    await line.send(3 * 3600 + 20, 'Cdr', cdr(11, 20));
    expect(await line.end()).toMatchObject({ answeredAt: at(11), clockShiftSeconds: 0 });
  });
});
