import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { safeDecode } from '@simotel-hooks/core';
import type { Argv } from 'yargs';
import { explain } from '../delivery/explain.js';
import { fileError } from '../errors.js';
import { readRequest } from '../read/read-request.js';
import { explanationLines } from '../terminal/explanation.js';
import type { Io } from '../terminal/io.js';
import { jsonLine } from '../terminal/printable.js';
import type { OptionsOf } from './options.js';

export const command = 'decode <file>';
export const describe = 'Explain how a delivery is understood, field by field';

export const builder = (yargs: Argv) =>
  yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe:
        'A saved delivery, an HTTP request, a curl command, a URL or a bare body; - reads standard input',
    })
    .options({
      'time-zone': { type: 'string', default: 'UTC', describe: "IANA zone of the PBX's clock" },
      json: { type: 'boolean', default: false, describe: 'Print the explanation as JSON' },
    })
    .example('echo \'{"event_name": "IncomingCall", "number": 09331112233}\' | $0 decode -', '')
    .example('$0 decode deliveries/20260110T053000.123Z-000001-Cdr.json', '');

/** @returns 0 where it is an event, known or not. */
export async function run({ file, timeZone, json }: OptionsOf<typeof builder>, io: Io): Promise<number> {
  const { request, how } = readRequest(await read(file));
  const result = safeDecode({ ...request, ip: undefined }, { timeZone });
  const explanation = explain(request, result, { timeZone });
  const data = result.success && result.event.kind === 'event' ? result.event.data : null;
  if (json) io.print(jsonLine({ how, ...explanation, data }));
  else explanationLines({ how, request, explanation, data }, io.colors).forEach(io.print);
  return result.success ? 0 : 1;
}

async function read(file: string): Promise<Uint8Array> {
  // The parser hands `-` over as empty text.
  if (file === '-' || file === '') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (cause) {
    throw fileError(cause, file);
  }
}
