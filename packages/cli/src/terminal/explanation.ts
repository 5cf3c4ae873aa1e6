import type { PlainRequest } from '../delivery/delivery.js';
import type { ExplainedField, ExplainedName, Explanation } from '../delivery/explanation.js';
import { transportLabel } from '../delivery/transport.js';
import type { Colors } from './colors.js';
import { printable } from './printable.js';

const LONGEST_KEY = 32;
const LONGEST_VALUE = 64;
const LONGEST_MESSAGE = 400;

/** What {@link explanationLines} shows. */
export interface ShownExplanation {
  /** What the input was taken for: `curl command`; left out where that is no question. */
  readonly how?: string;
  readonly request: PlainRequest;
  readonly explanation: Explanation;
  /** `event.data` as JSON, to be printed below; left out where there is none. */
  readonly data?: unknown;
}

/** An explanation to read in a terminal. */
export function explanationLines(
  { how, request, explanation, data }: ShownExplanation,
  colors: Colors,
): string[] {
  const { transport, callId, originatedCallId, fields, warnings, error } = explanation;
  const header = [
    ...(how === undefined ? [] : [['read as', printable(how)]]),
    ['request', `${printable(request.method)} ${printable(request.path, 200)}`],
    ['transport', transportLabel(transport)],
    ['event', nameOf(explanation.name, colors)],
    ['call id', callId === null ? colors.dim('none') : printable(callId)],
    ...(originatedCallId === null ? [] : [['originated', printable(originatedCallId)]]),
  ].map(([label = '', text = '']) => `${colors.dim(label.padEnd(12))}${text}`);
  return [
    ...header,
    ...section(fieldLines(fields, colors)),
    ...section([
      ...warnings.map(({ code, field, message }) =>
        colors.yellow(`! ${place(code, field)}: ${printable(message, LONGEST_MESSAGE)}`),
      ),
      ...(error ? errorLines(error, colors) : []),
    ]),
    ...section(data === undefined || data === null ? [] : jsonLines(data)),
  ];
}

const section = (lines: readonly string[]) => (lines.length === 0 ? [] : ['', ...lines]);

const place = (code: string, field: string | undefined) =>
  field === undefined ? code : `${code} ${printable(field)}`;

function errorLines({ code, message, issues }: NonNullable<Explanation['error']>, colors: Colors): string[] {
  return [
    colors.red(`✗ ${code}: ${printable(message, LONGEST_MESSAGE)}`),
    ...issues.map((issue) =>
      colors.red(`  ${printable(issue.path)}: ${printable(issue.message, LONGEST_MESSAGE)}`),
    ),
  ];
}

const NAMED_BY: { readonly [From in ExplainedName['from']]: string } = {
  event_name: 'by the field event_name',
  event: 'by the field event',
  path: 'by the end of the path',
  fields: 'by its fields: nothing names it',
};

function nameOf(name: ExplainedName | null, colors: Colors): string {
  if (name === null) return colors.red('none: nothing names it');
  const spelling =
    name.spelling === null || name.spelling === name.name ? '' : `, spelt "${printable(name.spelling)}"`;
  const known = name.name === null ? colors.magenta('unknown') : colors.cyan(printable(name.name));
  return `${known} ${colors.dim(`(${NAMED_BY[name.from]}${spelling})`)}`;
}

const NOTES: { readonly [Use in ExplainedField['use']]: string } = {
  property: '',
  name: 'the name of the event',
  callId: 'the call id',
  originatedCallId: 'the id of the originate API',
  outranked: 'another field counts',
  invalid: 'cannot be used',
  empty: 'says nothing',
  undescribed: 'no type describes it',
};

function fieldLines(fields: readonly ExplainedField[], colors: Colors): string[] {
  const rows = fields.map((field) => ({
    key: printable(field.key, LONGEST_KEY),
    target: targetOf(field),
    value: shownValue(field),
    field,
  }));
  const keyWidth = widest(rows.map(({ key }) => key));
  const targetWidth = widest(rows.map(({ target }) => target));
  return rows.map(({ key, target, value, field: { use } }) => {
    const text = `  ${key.padEnd(keyWidth)}  →  ${target.padEnd(targetWidth)}  ${value}`.trimEnd();
    const note = NOTES[use] === '' ? '' : `  (${NOTES[use]})`;
    if (use === 'invalid') return colors.yellow(text + note);
    return isUsed(use) ? text + colors.dim(note) : colors.dim(text + note);
  });
}

const isUsed = (use: ExplainedField['use']) =>
  use === 'property' || use === 'name' || use === 'callId' || use === 'originatedCallId';

function targetOf({ use, property }: ExplainedField): string {
  if (property !== null) return property;
  return use === 'callId' || use === 'originatedCallId' || use === 'name' ? use : '–';
}

/** What the program gets; of a field that is not used, what arrived. */
function shownValue({ value, raw, use }: ExplainedField): string {
  const shown = isUsed(use) ? value : raw;
  return shown === undefined ? '' : printable(JSON.stringify(shown), LONGEST_VALUE);
}

/** A value as JSON, a line each, safe for a terminal. */
function jsonLines(value: unknown): string[] {
  return JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => printable(line, 1000));
}

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
