import { execFile } from 'node:child_process';

/**
 * Runs a program to its end.
 *
 * @returns What it printed.
 * @throws {Error} with everything it printed, where it fails.
 */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; shell?: boolean },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 16 * 1024 * 1024, ...options }, (error, stdout) => {
      if (error) reject(new Error(`${error.message}\n${stdout}`));
      else resolve(stdout);
    });
  });
}
