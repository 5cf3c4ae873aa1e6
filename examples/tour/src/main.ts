import { once } from 'node:events';
import pc from 'picocolors';
import { curlExamples } from './curl.js';
import { linesFor } from './lines.js';
import { listen } from './listen.js';
import { DEFAULT_PORT, parseOptions, type RunOptions, USAGE } from './options.js';
import { summaryOf } from './summary.js';
import { runTour } from './tour.js';

// `isTTY` is undefined rather than false where there is no terminal, which picocolors would take for "decide yourself".
const colors = pc.createColors(process.stdout.isTTY === true && pc.isColorSupported);
const print = (line: string) => void process.stdout.write(`${line}\n`);
// A reader such as `head` may leave before the end.
process.stdout.on('error', () => process.exit());

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.kind === 'help') {
    print(USAGE);
    return 0;
  }
  if (options.kind === 'invalid') {
    console.error(`${options.message}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await run(options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

async function run(options: RunOptions): Promise<number> {
  // With --once nothing has to be stopped in order, so a signal may end the program as it always does.
  const signal = options.once ? new AbortController().signal : stopSignal();
  const receiver = await listen(options.port, (received) => linesFor(received, colors).forEach(print));
  const { origin, port } = receiver;
  print(`Receiver on ${origin}: loopback only, no authentication (credentials are ignored).`);
  if (options.port === undefined && port !== DEFAULT_PORT)
    print(`Port ${DEFAULT_PORT} is taken; this one was free.`);

  const outcomes = await runTour({ origin, print, colors, signal });
  ['', ...summaryOf(outcomes, colors)].forEach(print);

  if (!options.once && !signal.aborted) {
    invite(origin);
    await once(signal, 'abort');
  }
  await receiver.close();
  return options.once && outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

function invite(origin: string): void {
  print(
    "\nSend your own: set a PBX's address to this one, or paste the examples of the vendor's documentation.",
  );
  for (const { title, command } of curlExamples(origin)) print(`\n${colors.bold(title)}\n${command}`);
  print(`\nListening on ${origin}. Press Ctrl-C to stop.\n`);
}

/** Aborts at the first Ctrl-C or SIGTERM; a second one ends the program at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => controller.abort());
  return controller.signal;
}
