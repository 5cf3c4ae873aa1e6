import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const executablePath = process.env['CHROME'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);

if (!isThere) {
  const reason = `There is no browser at ${executablePath}; CHROME says where one is.`;
  if (process.env['CI_CHROME'] === 'required') throw new Error(reason);
  console.info(`Skipped: ${reason}`);
}

/** Tests that need a browser; skipped where there is none, unless CI_CHROME is `required`. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(!isThere)(name, tests);
}

/** Starts the browser. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-lcd-text'] });
}
