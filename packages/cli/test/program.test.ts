import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listenForTest } from './listen/support.js';
import { folder, run, start } from './support/program.js';

describe('listen', () => {
  it('says where it is, prints what comes, and ends when it is told to', async () => {
    const { out, ended, stop } = start(['listen', '--port', '0', '--inspector-port', '0']);
    await expect.poll(() => out.join('\n')).toContain('Ctrl-C');
    const [receiver = '', inspector = ''] = out.join('\n').match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
    expect((await fetch(inspector)).status).toBe(200);
    await fetch(`${receiver}/NewState?exten=991&state=Idle`);
    await expect.poll(() => out.at(-1)).toMatch(/NewState .*exten 991 {2}state Idle/);
    stop();
    expect(await ended).toBe(0);
    await expect(fetch(receiver)).rejects.toThrow();
    await expect(fetch(inspector)).rejects.toThrow();
  });

  it('prints a JSON object a line into a pipe, and with --json', async () => {
    for (const { args, isTerminal } of [
      { args: [], isTerminal: false },
      { args: ['--json'], isTerminal: true },
    ]) {
      const program = await listenForTest();
      const { out, ended, stop } = start(
        ['listen', '--port', '0', '--no-inspector', '--forward', program.origin, ...args],
        { isTerminal },
      );
      await expect.poll(() => out).toHaveLength(1);
      const lines = () => out.map((line): unknown => JSON.parse(line));
      const [origin = ''] = /http:[^"]+/.exec(out[0] ?? '') ?? [];
      expect(lines()).toEqual([{ type: 'listening', receiver: origin, inspector: null }]);
      await fetch(`${origin}/Cdr`, {
        method: 'POST',
        body: '{"src":"0912","dst":"991","billsec":"soon","extra":1}',
      });
      await fetch(`${origin}/Cdr`, { method: 'POST', body: '{"src":"0912"}' });
      await expect.poll(() => out).toHaveLength(5);
      expect(lines()).toContainEqual(
        expect.objectContaining({
          type: 'delivery',
          event: 'Cdr',
          data: { src: '0912', dst: '991' },
          fields: { src: '0912', dst: '991', billsec: 'soon', extra: 1 },
          warnings: [expect.objectContaining({ code: 'FIELD_INVALID', field: 'billsec' })],
          status: 200,
        }),
      );
      expect(lines()).toContainEqual(
        expect.objectContaining({
          type: 'delivery',
          event: null,
          error: expect.objectContaining({ code: 'EVENT_INVALID' }),
        }),
      );
      expect(lines().filter((line) => JSON.stringify(line).includes('"type":"forward"'))).toHaveLength(2);
      stop();
      expect(await ended).toBe(0);
    }
  });

  it.each([
    [['--host', '0.0.0.0'], /--user and --password.*--no-auth/],
    [['--user', 'pbx'], /--password, or SIMOTEL_PASSWORD/],
    [['--password', 'x'], /--password needs --user/],
    [['--user', 'pbx', '--password', 'x', '--token', 't'], /--user and --token exclude each other/],
    [['--port', '70000'], /--port takes a whole number from 0 to 65535/],
    [['--port', 'http'], /--port takes a whole number/],
    [['--keep', '0'], /--keep takes a whole number above 0/],
    [['--time-zone', 'Tehran'], /IANA time zone/],
    [['--forward', 'localhost:3000'], /Write http:\/\/localhost:3000/],
    [['--prot', '1'], /Unknown argument: prot/],
    [['--token', ''], /--token is empty/],
    [['--save', 'a', '--save', 'b'], /--save came 2 times/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, aside } = await run('listen', ...args);
    expect(aside).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('takes the password from the environment', async () => {
    process.env['SIMOTEL_PASSWORD'] = 'from the environment';
    onTestFinished(() => void delete process.env['SIMOTEL_PASSWORD']);
    const { out, ended, stop } = start(['listen', '--port', '0', '--no-inspector', '--user', 'pbx']);
    await expect.poll(() => out.join()).toContain('for user pbx');
    const [origin = ''] = out.join().match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
    const { exitCode } = await run('send', 'Ping', '--to', origin, '--user', 'pbx');
    expect(exitCode).toBe(0);
    expect((await fetch(`${origin}/Ping`)).status).toBe(401);
    stop();
    expect(await ended).toBe(0);
    expect(out.join('\n')).not.toContain('from the environment');
  });
});

describe('send', () => {
  it('delivers exactly what was asked for, and shows request and answer', async () => {
    const { origin, deliveries } = await listenForTest();
    const args = [
      '--to',
      `${origin}/call`,
      '--version',
      'Rest2',
      '--method',
      'GET',
      '--set',
      'billsec=soon',
      '--set',
      'src=0912',
      '--unset',
      'record',
    ];
    const { exitCode, out } = await run('send', 'cdr', ...args);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^> GET \/call\/Cdr\?/);
    expect(out).toContain('< 200 OK');
    const { fields } = deliveries[0]?.result.success ? deliveries[0].result.event.raw : { fields: {} };
    expect(fields).toMatchObject({ billsec: 'soon', src: '0912', dst: '993' });
    expect(fields).not.toHaveProperty('record');
  });

  it('shows no credentials, and fails where the receiver refuses', async () => {
    const { origin } = await listenForTest({ auth: { username: 'pbx', password: 'secret' } });
    const to = origin.replace('//', '//pbx:wrong-one@');
    for (const json of [[], ['--json']]) {
      const { exitCode, out } = await run('send', 'Ping', '--to', to, ...json);
      expect(exitCode).toBe(1);
      expect(out).toContain('401');
      expect(out).not.toMatch(/wrong-one|cGJ4/);
    }
  });

  it.each([
    [['Cdrr', '--to', 'http://127.0.0.1:1'], /no event\. Did you mean Cdr\?/, 2],
    [['Cdr'], /to/, 2],
    [['Cdr', '--to', 'http://127.0.0.1:1', '--version', 'G5'], /G5.*G4/s, 2],
    [['Cdr', '--to', 'http://127.0.0.1:1'], /Nothing listens on 127\.0\.0\.1:1/, 1],
  ])('says what is wrong with %j', async (args, message, code) => {
    const { exitCode, aside } = await run('send', ...args);
    expect(aside).toMatch(message);
    expect(exitCode).toBe(code);
  });
});

describe('simulate', () => {
  it('plays a call centre, and sums up', async () => {
    const { origin, deliveries } = await listenForTest();
    const args = [
      '--calls',
      '10',
      '--scenario',
      'queue',
      '--version',
      'all',
      '--method',
      'all',
      '--speed',
      'max',
    ];
    const { exitCode, out } = await run('simulate', '--to', origin, ...args);
    expect(exitCode).toBe(0);
    expect(out).toContain(`${deliveries.length} deliveries in`);
    expect(out).toMatch(/200\n.*\(median\).*\(99 %\)/);
    expect(new Set(deliveries.map(({ request }) => request.method))).toEqual(new Set(['GET', 'POST']));
  });

  it('stops where it is told to, with the summary so far', async () => {
    const { origin, deliveries } = await listenForTest();
    const { out, ended, stop } = start(['simulate', '--to', origin, '--calls', 'Infinity', '--speed', '1']);
    await expect.poll(() => deliveries.length).toBeGreaterThan(0);
    stop();
    expect(await ended).toBe(130);
    expect(out.join('\n')).toContain('deliver');
  });

  it.each([
    [['--agents', '0'], /agents is 0; give a whole number/],
    [['--speed', 'fast'], /--speed takes a number above 0, or max/],
    [['--scenario', 'chaos'], /chaos.*queue/s],
    [['--time-zone', 'Tehran'], /Asia\/Tehran/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, aside } = await run('simulate', '--to', 'http://127.0.0.1:1', ...args);
    expect(aside).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

describe('replay and decode', () => {
  it('take what listen saved', async () => {
    const save = await folder();
    const first = await listenForTest({ save });
    await run(
      'simulate',
      '--to',
      first.origin,
      '--calls',
      '3',
      '--speed',
      'max',
      '--version',
      'all',
      '--method',
      'all',
    );
    await first.listener.close();
    const second = await listenForTest();
    const { exitCode, out } = await run('replay', save, '--to', second.origin);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^200 {2}.*-000001-NewState\.json/);
    const events = ({ deliveries }: typeof first) =>
      deliveries.map(({ result }) => (result.success ? result.event : null));
    expect(events(second)).toEqual(events(first));

    const [file = ''] = await readdir(save);
    const explained = await run('decode', join(save, file));
    expect(explained.exitCode).toBe(0);
    expect(explained.out).toMatch(/read as +saved delivery\n/);
    expect(explained.out).toMatch(/exten +→ +exten +"\d+"/);
  });

  it('fail where there is nothing to take', async () => {
    const dir = await folder();
    expect(await run('replay', dir, '--to', 'http://127.0.0.1:1')).toMatchObject({
      exitCode: 1,
      aside: expect.stringContaining('--save'),
    });
    expect(await run('decode', join(dir, 'no'))).toMatchObject({
      exitCode: 1,
      aside: expect.stringContaining('There is no'),
    });
    expect(await run('decode')).toMatchObject({ exitCode: 2 });
  });
});

it('demo --once sends every documented event and says how it went', async () => {
  const { exitCode, out } = await run('demo', '--once', '--port', '0');
  expect(out).toMatch(/All \d+ deliveries decoded/);
  expect(exitCode).toBe(0);
});

it('demo plays a call centre until it is told to stop', async () => {
  const { out, ended, stop } = start(['demo', '--port', '0', '--inspector-port', '0']);
  await expect.poll(() => out.at(-1), { timeout: 20_000 }).toMatch(/NewState/);
  stop();
  expect(await ended).toBe(0);
});

describe('the program', () => {
  it.each([
    [['frob'], /Unknown command: frob/],
    [['lisen'], /Did you mean listen\?/],
    [[], /Name a command/],
  ])('does not know %j', async (args, message) => {
    const { exitCode, aside } = await run(...args);
    expect(aside).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
