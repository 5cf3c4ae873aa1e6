import type { Argv } from 'yargs';
import { usageError } from '../errors.js';
import { parseTarget } from '../http/target.js';
import type { ListenAuth } from '../listen/auth.js';
import { startListener } from '../listen/listen.js';
import type { Io } from '../terminal/io.js';
import { jsonOutput, textOutput } from '../terminal/listen-output.js';
import { type OptionsOf, portOf, positiveOf, stopped } from './options.js';

export const command = 'listen';
export const describe = 'Receive deliveries, print them, and serve the live inspector';

export const builder = (yargs: Argv) =>
  yargs
    .options({
      port: {
        type: 'number',
        describe: 'Port of the receiver, 0 for any free one; 3000 or a free one if left out',
      },
      host: {
        type: 'string',
        default: '127.0.0.1',
        describe: 'Address to bind; 0.0.0.0 lets the network in',
      },
      path: {
        type: 'string',
        default: '',
        describe: "Path of the address in the PBX's panel; empty takes every path",
      },
      'time-zone': { type: 'string', default: 'UTC', describe: "IANA zone of the PBX's clock" },
      forward: {
        type: 'string',
        array: true,
        default: [],
        describe: 'Pass deliveries on, unchanged, to this URL (may be repeated)',
      },
      save: { type: 'string', describe: 'Write each delivery to a file in this folder' },
      json: { type: 'boolean', describe: 'Print JSON lines, as it does when the output is no terminal' },
      user: { type: 'string', describe: "User name in the PBX's panel" },
      password: { type: 'string', describe: 'Password in the panel; or set SIMOTEL_PASSWORD' },
      token: { type: 'string', describe: 'Token in the query of the address; or set SIMOTEL_TOKEN' },
      'token-name': { type: 'string', default: 'token', describe: 'Its key: ?token=…' },
      'no-auth': { type: 'boolean', default: false, describe: 'Let anybody deliver who reaches the address' },
      'inspector-port': {
        type: 'number',
        describe: 'Its port, on 127.0.0.1 always; 3001 or a free one if left out',
      },
      'no-inspector': { type: 'boolean', default: false, describe: 'Serve no page' },
      keep: { type: 'number', default: 10_000, describe: 'Deliveries it keeps' },
    })
    .group(['user', 'password', 'token', 'token-name', 'no-auth'], 'Who may deliver:')
    .group(['inspector-port', 'no-inspector', 'keep'], 'Inspector:')
    .example('$0 listen', 'what this machine sends')
    .example('$0 listen --host 0.0.0.0 --user simotel --password …', 'what a PBX in the network sends')
    .example('$0 listen --forward http://127.0.0.1:8080/simotel', 'between the PBX and your program');

export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { json = !io.isTerminal, host, path, save, port, noInspector, inspectorPort } = options;
  const auth = authOf(options);
  const output = json ? jsonOutput(io) : textOutput(io);
  const listener = await startListener({
    auth,
    allowAnybody: options.noAuth,
    host,
    path,
    timeZone: options.timeZone,
    keep: positiveOf('--keep', options.keep),
    forward: options.forward.map(parseTarget),
    port: portOf('--port', port),
    inspectorPort: noInspector ? false : portOf('--inspector-port', inspectorPort),
    save,
    onDelivery: output.delivery,
    onForward: output.forward,
    onTrouble: output.trouble,
  });
  // Until here, Ctrl-C ends the program as it ends any.
  const signal = io.stopSignal();
  output.started(listener, guardOf(auth));
  await stopped(signal);
  await listener.close();
  return 0;
}

function authOf(options: OptionsOf<typeof builder>): ListenAuth {
  const { user, noAuth, tokenName } = options;
  const { SIMOTEL_PASSWORD, SIMOTEL_TOKEN } = process.env;
  const { password = SIMOTEL_PASSWORD, token = SIMOTEL_TOKEN } = options;
  const given = [
    user !== undefined && '--user',
    options.token !== undefined && '--token',
    noAuth && '--no-auth',
  ].filter(Boolean);
  if (given.length > 1) throw usageError(`${given.join(' and ')} exclude each other; use one.`);
  if (noAuth) return false;
  if (user !== undefined) {
    if (!password) throw usageError('--user needs --password, or SIMOTEL_PASSWORD in the environment.');
    return { username: user, password };
  }
  if (options.token === '') throw usageError('--token is empty: give the token, or say --no-auth.');
  if (options.password !== undefined) throw usageError('--password needs --user.');
  return token ? { token, tokenName } : false;
}

function guardOf(auth: ListenAuth): string {
  if (auth === false) return 'without authentication: anybody who reaches it may deliver';
  return 'username' in auth
    ? `for user ${auth.username}`
    : `for whoever knows the token (?${auth.tokenName}=…)`;
}
