import { autoDialerTry } from '../src/events/auto-dialer.js';
import { cdrQueueDetail } from '../src/events/cdr-queue.js';
import { faxDetails } from '../src/events/fax.js';
import { EVENTS } from '../src/events/index.js';
import { SIMOTEL_EVENT_NAMES } from '../src/names.js';
import type { FieldDescription } from '../src/values/field.js';

interface Source {
  name: string;
  type: string;
  fields: [property: string, field: FieldDescription][];
}

const SOURCES: Source[] = [
  ...SIMOTEL_EVENT_NAMES.map((name) => ({
    name,
    type: `EventDataMap['${name}']`,
    fields: Object.entries(EVENTS[name].table.fields),
  })),
  { name: 'AutoDialerTry', type: 'AutoDialerTry', fields: Object.entries(autoDialerTry.fields) },
  { name: 'CdrQueueDetail', type: 'CdrQueueDetail', fields: Object.entries(cdrQueueDetail.fields) },
  { name: 'FaxDetails', type: 'FaxDetails', fields: Object.entries(faxDetails.fields) },
];

const HEADER = `// Written by "npm run generate" from the tables of the events; do not edit.
// Straight code per table, because V8 makes plain loads and stores of it, where a loop over a table searches for each
// property anew. Nothing is decided here: fields say how they are read, tables which fields there are.
import type { Fields } from '../fields/record.js';
import type { Reading } from '../reading.js';
import { type FieldsOf, gather, isOutranked } from '../values/table.js';
import type { AutoDialerTry } from './auto-dialer.js';
import type { CdrQueueDetail } from './cdr-queue.js';
import type { FaxDetails } from './fax.js';
import type { EventDataMap } from './index.js';
`;

/** The text of \`src/events/readers.generated.ts\`. */
export function generateReaders(): string {
  return `${HEADER}\nexport const READERS = {\n${SOURCES.map(readerOf).join('\n')}};\n`;
}

function readerOf({ name, type, fields }: Source): string {
  const used = fields.length > 0 ? ['fields', 'wire', 'reading'] : ['_fields', '_wire', '_reading'];
  return [
    `  ${name}(${used[0]}: FieldsOf<${type}>, ${used[1]}: Fields, ${used[2]}: Reading) {`,
    `    const data: Partial<${type}> = {};`,
    ...fields.flatMap(([property, { keys, table }]) =>
      keys.map((key, rank) => statement(property, key, rank, table !== undefined)),
    ),
    '    return data;',
    '  },\n',
  ].join('\n');
}

function statement(property: string, key: string, rank: number, nested: boolean): string {
  const gathered = nested ? `    const ${property} = gather(wire, '${key}');\n` : '';
  const source = nested ? property : `wire['${key}']`;
  const condition = rank > 0 ? ` && !isOutranked(fields.${property}.keys, ${rank}, wire, reading)` : '';
  return `${gathered}    if (${source} !== undefined${condition}) {
      const value = fields.${property}.read(${source}, reading, '${key}');
      if (value !== undefined) data.${property} = value;
    }`;
}
