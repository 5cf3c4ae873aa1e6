import { isList, isNested, type WireValue } from './value.js';

/** The words of Python for what JSON calls `true`, `false` and `null`. */
const WORDS = new Map<WireValue, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);
const ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
/** What `str.isprintable` denies: every category "Other" and "Separator", except the space. */
const UNPRINTABLE = /(?! )[\p{C}\p{Z}]/gu;

/** `str(value)`: text as it is, anything else as {@link pythonRepr} writes it. */
export function pythonText(value: WireValue): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** `repr(value)`, as a Python literal. */
export function pythonRepr(value: WireValue): string {
  if (typeof value === 'string') return quoted(value);
  if (!isNested(value)) return WORDS.get(value) ?? String(value);
  if (isList(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`);
  return `{${entries.join(', ')}}`;
}

/** Python changes to `"` only where that saves escaping (WF c). */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(UNPRINTABLE, (char) => ESCAPES.get(char) ?? escapeOf(char.codePointAt(0) ?? 0));
  return quote + escaped + quote;
}

function escapeOf(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
