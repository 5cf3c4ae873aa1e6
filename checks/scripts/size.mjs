// @ts-check
// Prints what core costs in a browser: `--json` for programs, `--write` to put it into the README of core.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measure, README, readReadme, state, statedIn, statement } from '../support/size.mjs';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, write: { type: 'boolean' } } });
const sizes = await measure();

if (values.json) {
  console.log(JSON.stringify(sizes, null, 2));
} else {
  console.log(`${'entry'.padEnd(12)}${'minified'.padStart(10)}${'gzip'.padStart(10)}`);
  for (const { entry, minified, gzip } of sizes) {
    console.log(`${entry.padEnd(12)}${String(minified).padStart(10)}${String(gzip).padStart(10)}`);
  }
}

if (values.write) {
  const readme = readReadme();
  if (statedIn(readme) === undefined) {
    console.error('packages/core/README.md has no <!-- size:start --><!-- size:end --> to write between.');
    process.exitCode = 1;
  } else {
    writeFileSync(README, state(readme, statement(sizes)));
  }
}
