import { simulateCallCentre } from '@simotel-hooks/testing';
import type { Argv } from 'yargs';
import type { ReceivedDelivery } from '../delivery/delivery.js';
import { parseTarget } from '../http/target.js';
import { startListener } from '../listen/listen.js';
import { simulateTraffic } from '../simulate/simulate-traffic.js';
import { wireChoices } from '../simulate/wire-choice.js';
import type { Io } from '../terminal/io.js';
import { textOutput } from '../terminal/listen-output.js';
import { summaryOf } from '../tour/summary.js';
import { runTour } from '../tour/tour.js';
import { type OptionsOf, portOf } from './options.js';

export const command = 'demo';
export const describe = 'See it work: a receiver and its inspector, fed by a simulated call centre';

export const builder = (yargs: Argv) =>
  yargs.options({
    once: {
      type: 'boolean',
      default: false,
      describe: 'Send every documented event in every transport, then end',
    },
    port: {
      type: 'number',
      describe: 'Port of the receiver, 0 for any free one; 3000 or a free one if left out',
    },
    'inspector-port': { type: 'number', describe: 'Port of the inspector; 3001 or a free one if left out' },
  });

export async function run(options: OptionsOf<typeof builder>, io: Io): Promise<number> {
  return options.once ? tour(options, io) : live(options, io);
}

type Options = OptionsOf<typeof builder>;

async function tour({ port }: Options, io: Io): Promise<number> {
  const { print, colors } = io;
  const signal = io.stopSignal();
  const received: ReceivedDelivery[] = [];
  const output = textOutput(io);
  const listener = await startListener({
    auth: false,
    inspectorPort: false,
    port: portOf('--port', port),
    onDelivery(delivery) {
      received.push(delivery);
      output.delivery(delivery);
    },
  });
  const { origin } = listener.receiver;
  print(`Every event the vendor documents, in every transport, to ${origin}:`);
  const outcomes = await runTour({ origin, received, print, colors, signal });
  ['', ...summaryOf(outcomes, colors)].forEach(print);
  await listener.close();
  return outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

/** Calls enough that something is always going on. */
const CALL_CENTRE = { calls: Infinity, agents: 12, rate: 24 };

async function live({ port, inspectorPort }: Options, io: Io): Promise<number> {
  const signal = io.stopSignal();
  const output = textOutput(io);
  const listener = await startListener({
    auth: false,
    port: portOf('--port', port),
    inspectorPort: portOf('--inspector-port', inspectorPort),
    onDelivery: output.delivery,
    onTrouble: output.trouble,
  });
  output.started(listener, 'fed by a simulated call centre, in all versions and methods');
  io.print(
    `Send your own:\n  curl '${listener.receiver.origin}/call/?event_name=NewState&exten=991&state=Ringing'\n`,
  );
  try {
    await simulateTraffic({
      simulation: simulateCallCentre({ ...CALL_CENTRE, start: new Date() }),
      target: parseTarget(listener.receiver.origin),
      write: wireChoices('all', 'all'),
      speed: 1,
      signal,
    });
  } finally {
    await listener.close();
  }
  return 0;
}
