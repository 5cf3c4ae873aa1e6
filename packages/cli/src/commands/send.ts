import { BODY_ENCODERS, LOSSY_ENCODERS, QUERY_ENCODERS, SIMOTEL_VERSIONS } from '@simotel-hooks/testing';
import type { Argv } from 'yargs';
import { sendRequest } from '../http/send.js';
import { joinTarget, parseTarget } from '../http/target.js';
import { buildDelivery } from '../send/build-delivery.js';
import { outgoingOf } from '../send/outgoing-of.js';
import { exchangeJson, exchangeLines } from '../terminal/exchange.js';
import type { Io } from '../terminal/io.js';
import { jsonLine } from '../terminal/printable.js';
import type { OptionsOf } from './options.js';
import { credentialsOf, targetOptions } from './target-options.js';

export const command = 'send <event>';
export const describe = 'Send one exact delivery, and show the request and its answer';

const ENCODERS = [...new Set([...QUERY_ENCODERS, ...BODY_ENCODERS, ...LOSSY_ENCODERS])];

export const builder = (yargs: Argv) =>
  yargs
    .version(false)
    .positional('event', {
      type: 'string',
      demandOption: true,
      describe: 'Name of the event, in any spelling: Cdr, NewState, "incoming call"',
    })
    .options({
      ...targetOptions,
      version: {
        choices: SIMOTEL_VERSIONS,
        default: 'G4' as const,
        describe: "Version chosen in the PBX's panel",
      },
      method: {
        choices: ['GET', 'POST'] as const,
        default: 'POST' as const,
        describe: 'Method chosen there',
      },
      set: {
        type: 'string',
        array: true,
        default: [],
        describe: 'field=value, by its name in data or on the wire (may be repeated)',
      },
      unset: { type: 'string', array: true, default: [], describe: 'Leave a field out (may be repeated)' },
      encoder: {
        choices: ENCODERS,
        default: 'json' as const,
        describe: 'How fields are written; see @simotel-hooks/testing',
      },
      'time-zone': { type: 'string', default: 'UTC', describe: "IANA zone of the PBX's clock" },
      json: { type: 'boolean', default: false, describe: 'Print request and answer as JSON' },
    })
    .example('$0 send NewState --to http://127.0.0.1:3000 --set state=Ringing --set exten=101', '')
    .example('$0 send Cdr --to http://127.0.0.1:3000/call --version Rest2 --method GET', '');

/** @returns 0 where the answer is below 400. */
export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { to, event, version, method, set, unset, encoder, timeZone } = options;
  const credentials = credentialsOf(options);
  const address = parseTarget(to);
  const { request: built, notes } = buildDelivery({ event, version, method, set, unset, encoder, timeZone });
  for (const note of notes) io.printAside(io.colors.yellow(note));
  const request = outgoingOf(built);
  const target = joinTarget(address, request.path);
  const answer = await sendRequest(target, request, { credentials });
  const exchange = { target, request, answer };
  if (options.json) io.print(jsonLine(exchangeJson(exchange)));
  else exchangeLines(exchange, io.colors).forEach(io.print);
  return answer.status < 400 ? 0 : 1;
}
