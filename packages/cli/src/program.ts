import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isSimotelError } from '@simotel-hooks/core';
import yargs, { type Argv } from 'yargs';
import * as dead from './commands/dead.js';
import * as decode from './commands/decode.js';
import * as demo from './commands/demo.js';
import * as listen from './commands/listen.js';
import * as replay from './commands/replay.js';
import * as send from './commands/send.js';
import * as simulate from './commands/simulate.js';
import { CliError, usageError } from './errors.js';
import type { Io } from './terminal/io.js';

/**
 * Runs the program.
 *
 * @param args - Without those of Node.
 * @returns The exit code: 0 done, 1 the work failed, 2 the command line is wrong, 130 interrupted.
 */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const run =
    <O>(command: (options: O, io: Io) => Promise<number>) =>
    async (options: O) => {
      exitCode = await command(options, io);
    };
  try {
    await createParser([...args])
      .command(listen.command, listen.describe, listen.builder, run(listen.run))
      .command(send.command, send.describe, send.builder, run(send.run))
      .command(simulate.command, simulate.describe, simulate.builder, run(simulate.run))
      .command(replay.command, replay.describe, replay.builder, run(replay.run))
      .command(decode.command, decode.describe, decode.builder, run(decode.run))
      .command(dead.command, dead.describe, dead.builder(run))
      .command(demo.command, demo.describe, demo.builder, run(demo.run))
      .parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CliError) return fail(error.message, error.exitCode, io);
    if (isSimotelError(error) && error.code === 'OPTION_INVALID') return fail(error.message, 2, io);
    throw error;
  }
}

function createParser(args: string[]): Argv {
  return yargs(args)
    .scriptName('simotel-hooks')
    .usage('$0 <command> [options]\n\nShows what a Simotel PBX really sends, and plays one for your program.')
    .epilogue('Exit codes: 0 done, 1 the work failed, 2 the command line is wrong, 130 interrupted.')
    .locale('en')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .parserConfiguration({ 'greedy-arrays': false, 'boolean-negation': false })
    .strictCommands()
    .strictOptions()
    .demandCommand(1, 'Name a command; --help lists them.')
    .recommendCommands()
    .check(assertOnce)
    .version(version())
    .alias('help', 'h')
    .completion('completion', 'Print a script that completes commands and options in bash and zsh')
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? usageError(`${message}${/[.?]$/.test(message) ? '' : '.'} See --help.`);
    });
}

/** Options that may come several times. */
const REPEATABLE = new Set(['_', 'files', 'ids', 'forward', 'set', 'unset', 'scenario']);

/** A value that comes twice would be a list where one value is expected. */
function assertOnce(options: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(options)) {
    if (Array.isArray(value) && !REPEATABLE.has(name))
      throw usageError(`--${name} came ${value.length} times; give it once.`);
  }
  return true;
}

function fail(message: string, exitCode: number, { printAside, colors }: Io): number {
  printAside(colors.red(message));
  return exitCode;
}

function version(): string {
  const file = createRequire(import.meta.url).resolve('@simotel-hooks/cli/package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}
