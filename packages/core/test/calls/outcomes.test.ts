import { describe, expect, test } from 'vitest';
import { at, CALLER, cdr, clock, ID, INCOMING, Line, unanswered, useClock } from './support.js';

useClock();

describe('an answered call', () => {
  async function answered(line = new Line()): Promise<Line> {
    await line.send(0.1, 'IncomingCall', INCOMING);
    await line.state(1, '993', 'Ringing');
    await line.state(11, '993', 'InUse');
    await line.state(20, '993', 'Idle');
    await line.send(20.1, 'Cdr', cdr(11, 20, { record: '20210116_1610778618.378.mp3' }));
    return line;
  }

  test('is put together from its events', async () => {
    const call = await (await answered()).end();
    expect(call).toMatchObject({
      id: ID,
      callIds: [ID],
      originatedCallId: null,
      source: null,
      direction: 'incoming',
      from: CALLER,
      to: '982191000492',
      did: '982191000492',
      entryPoint: 'to_simo_51_20',
      outgoingPoint: null,
      queue: null,
      status: 'ended',
      createdAt: at(0),
      answeredAt: at(11),
      endedAt: at(20),
      waitSeconds: 11,
      talkSeconds: 9,
      outcome: 'answered',
      evidence: 'cdr',
      recordings: ['20210116_1610778618.378.mp3'],
      survey: null,
      clockShiftSeconds: 0,
      droppedEvents: 0,
    });
  });

  test('is answered by the extension of NewState, not by the dialled number in dst of its Cdr', async () => {
    const call = await (await answered()).end();
    expect(call.answeredBy).toBe('993');
    expect(call.legs).toEqual([
      {
        exten: '993',
        direction: 'in',
        rangAt: at(1),
        dialedAt: null,
        answeredAt: at(11),
        leftAt: at(20),
      },
    ]);
  });

  test('tells what it is while it lasts', async () => {
    const { updates } = await answered();
    expect(updates.map(({ status, outcome, endedAt }) => [status, outcome, endedAt])).toEqual([
      ['ringing', null, null],
      ['ringing', null, null],
      ['talking', null, null],
      ['talking', null, null],
      ['talking', null, null],
    ]);
    expect(updates[2]).toMatchObject({
      answeredBy: '993',
      answeredAt: at(11),
      waitSeconds: 11,
      talkSeconds: null,
    });
  });

  test('is plain data', async () => {
    const call = await (await answered()).end();
    expect(JSON.parse(JSON.stringify(call))).toStrictEqual(call);
    expect(call.events.map(({ name, receivedAt }) => [name, receivedAt])).toEqual([
      ['IncomingCall', at(0.1)],
      ['NewState', at(1)],
      ['NewState', at(11)],
      ['NewState', at(20)],
      ['Cdr', at(20.1)],
    ]);
    expect(call.events.at(-1)?.data).toMatchObject({ startTime: at(11), endTime: at(20), billsec: 9 });
  });

  test('without a Cdr is known from its states', async () => {
    const line = new Line();
    await line.state(1, '993', 'Ringing');
    await line.state(11, '993', 'InUse');
    await line.state(20, '993', 'Idle');
    await line.until(79);
    expect(line.ends).toEqual([]);
    await line.until(82);
    expect(line.ends).toMatchObject([
      {
        outcome: 'answered',
        evidence: 'states',
        from: CALLER,
        talkSeconds: 9,
        waitSeconds: 11,
        endedAt: at(20),
      },
    ]);
  });

  test('whose Cdr has its end twice began to talk billsec before it', async () => {
    const line = new Line();
    await line.state(1, '993', 'Ringing');
    await line.state(11, '993', 'InUse');
    await line.state(20, '993', 'Idle');
    await line.send(20, 'Cdr', { ...cdr(11, 20), starttime: clock(20) });
    expect(await line.end()).toMatchObject({ answeredAt: at(11), endedAt: at(20), talkSeconds: 9 });
  });

  test('whose Cdr has no times is placed by its id and wait', async () => {
    const line = new Line();
    await line.send(20, 'Cdr', { ...cdr(11, 20), starttime: undefined, endtime: undefined });
    expect(await line.end()).toMatchObject({ answeredAt: at(11), endedAt: at(20), talkSeconds: 9 });
  });
});

describe('a call nobody answers', () => {
  test.each(['NO ANSWER', 'NOANSWER', 'No Answered', 'MISSED', 'LOST'])(
    'is missed: %s',
    async (disposition) => {
      const line = new Line();
      await line.send(0, 'IncomingCall', INCOMING);
      await line.state(1, '993', 'Ringing');
      await line.state(15, '993', 'Idle');
      await line.send(15.2, 'Cdr', unanswered(15, { disposition }));
      expect(await line.end()).toMatchObject({
        outcome: 'missed',
        evidence: 'cdr',
        answeredBy: null,
        answeredAt: null,
        talkSeconds: null,
        endedAt: at(15),
        waitSeconds: 15,
      });
    },
  );

  test.each([
    ['BUSY', 'busy'],
    ['Busy', 'busy'],
    ['FAILED', 'failed'],
    ['BARRED', 'unknown'],
  ])('may have another reason: %s', async (disposition, outcome) => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    await line.send(1, 'Cdr', unanswered(1, { disposition }));
    expect(await line.end()).toMatchObject({ outcome, evidence: 'cdr' });
  });

  test('may get no Cdr: it is missed when all extensions that rang have left', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    await line.state(1, '991', 'Ringing');
    await line.state(1, '992', 'Ringing');
    await line.state(15, '991', 'Idle');
    await line.until(600);
    expect(line.ends).toEqual([]);
    await line.state(600, '992', 'Idle');
    await line.until(659);
    expect(line.ends).toEqual([]);
    await line.until(662);
    expect(line.ends).toMatchObject([
      { outcome: 'missed', evidence: 'states', endedAt: at(600), waitSeconds: 600, answeredBy: null },
    ]);
  });

  test('is never missed by silence alone', async () => {
    const line = new Line();
    await line.send(0, 'IncomingCall', INCOMING);
    await line.until(7_199);
    expect(line.ends).toEqual([]);
    await line.until(7_202);
    expect(line.ends).toMatchObject([
      { outcome: 'unknown', evidence: 'timeout', status: 'ended', endedAt: null, waitSeconds: null },
    ]);
  });

  test('and that only dials may have been answered: without a Cdr nothing tells', async () => {
    const line = new Line();
    const dialing = { participant: '09121234567', direction: 'out', dialer: 'yes' };
    await line.send(0, 'NewState', { exten: '991', state: 'InUse', ...dialing });
    await line.send(1, 'OutgoingCall', { number: '09121234567', outgoing_point: 'E1' });
    await line.state(30, '991', 'Idle');
    await line.until(95);
    expect(line.ends).toMatchObject([
      { direction: 'outgoing', from: '991', to: '09121234567', outcome: 'unknown', evidence: 'states' },
    ]);
  });
});

test('an outgoing call is answered by nobody of ours', async () => {
  const line = new Line();
  const out = { participant: '09121234567', direction: 'out' };
  await line.send(0, 'NewState', { exten: '991', state: 'InUse', ...out, dialer: 'yes' });
  await line.send(0.2, 'OutgoingCall', { number: '09121234567', outgoing_point: 'E1' });
  await line.send(8, 'NewState', { exten: '991', state: 'InUse', ...out, dialer: 'no' });
  expect(line.updates.at(-1)).toMatchObject({ status: 'talking', answeredBy: null, answeredAt: at(8) });
  await line.state(30, '991', 'Idle');
  await line.send(30, 'Cdr', {
    ...cdr(8, 30, { type: 'outgoing', src: '991', dst: '09121234567', did: undefined, outgoing_point: 'E1' }),
  });
  expect(await line.end()).toMatchObject({
    direction: 'outgoing',
    from: '991',
    to: '09121234567',
    outgoingPoint: 'E1',
    answeredBy: null,
    outcome: 'answered',
    talkSeconds: 22,
    legs: [{ exten: '991', direction: 'out', dialedAt: at(0), answeredAt: at(8), leftAt: at(30) }],
  });
});

test('a call between extensions is answered by the one that is called', async () => {
  const line = new Line();
  await line.send(0, 'NewState', { exten: '991', state: 'InUse', participant: '993', direction: 'out' });
  await line.state(1, '993', 'Ringing', { participant: '991' });
  await line.state(11, '993', 'InUse', { participant: '991' });
  await line.state(20, '993', 'Idle');
  await line.state(20, '991', 'Idle');
  await line.send(20, 'Cdr', cdr(11, 20, { type: 'local', src: '991', dst: '993', did: undefined }));
  const call = await line.end();
  expect(call).toMatchObject({
    direction: 'local',
    from: '991',
    to: '993',
    answeredBy: '993',
    talkSeconds: 9,
  });
});

test('a vote after the end still reaches its call', async () => {
  const line = new Line();
  await line.send(0, 'IncomingCall', INCOMING);
  await line.send(20, 'Cdr', cdr(11, 20));
  const ended = await line.end();
  expect(ended.survey).toBeNull();
  const vote = { event: 'Survey', event_name: undefined, src: CALLER, dst: '993', point: 5, label: 'رضایت' };
  await line.send(60, 'Survey', { ...vote, date: clock(59) });
  expect(line.updates.at(-1)).toMatchObject({
    id: ID,
    status: 'ended',
    outcome: 'answered',
    survey: { point: 5, label: 'رضایت', exten: '993', at: at(59) },
  });
  await line.until(300);
  expect(line.ends).toHaveLength(1);
  expect(await line.tracker.get(ID)).toMatchObject({ survey: { point: 5 } });
});
