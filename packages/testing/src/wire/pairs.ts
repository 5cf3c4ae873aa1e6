import type { PairEncoder } from './encoders.js';
import { pythonRepr, pythonText } from './python.js';
import { isList, isNested, type NestedValue, type WireFields, type WireValue } from './value.js';

/** One `key=value` of a query or a form, not yet escaped. */
type Pair = readonly [key: string, value: string];

interface Writer {
  /** Writes a value that is not nested. */
  readonly scalar: (value: WireValue) => string;
  /** Writes a nested value, for which a query or a form has no place of its own. */
  readonly nested: (key: string, value: NestedValue) => readonly Pair[];
}

/** How PHP and JavaScript write what is not text. */
const plainText = (value: WireValue) => (value === null ? '' : String(value));

const itemsOf = (value: NestedValue) => (isList(value) ? value : [value]);

const WRITERS: { readonly [E in PairEncoder]: Writer } = {
  json: {
    scalar: pythonText,
    nested: (key, value) => [[key, JSON.stringify(value)]],
  },
  'python-repr': {
    scalar: pythonText,
    nested: (key, value) => [[key, pythonRepr(value)]],
  },
  'repeated-repr': {
    scalar: pythonText,
    nested: (key, value) => itemsOf(value).map((item) => [key, pythonText(item)]),
  },
  brackets: {
    scalar: plainText,
    nested: (key, value) => flatten(key, value, (name) => `[${name}]`),
  },
  dots: {
    scalar: plainText,
    nested: (key, value) => flatten(key, value, (name) => `.${name}`),
  },
  'lossy-keys': {
    scalar: pythonText,
    nested: (key, value) => {
      const texts = itemsOf(value).map((item) => (isNested(item) ? Object.keys(item) : [pythonText(item)]));
      return texts.flat().map((text) => [key, text]);
    },
  },
  'lossy-objects': {
    scalar: plainText,
    nested: (key, value) =>
      itemsOf(value).map((item) => [key, isNested(item) ? '[object Object]' : plainText(item)]),
  },
};

/** Writes fields as the text of a query or a form. */
export function writePairs(fields: WireFields, encoder: PairEncoder): string {
  const { scalar, nested } = WRITERS[encoder];
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    const written = isNested(value) ? nested(key, value) : [[key, scalar(value)] as const];
    for (const [name, text] of written) pairs.append(name, text);
  }
  return pairs.toString();
}

function flatten(key: string, value: NestedValue, step: (name: string) => string): Pair[] {
  const parts = isList(value)
    ? value.map((item, index): [string, WireValue] => [`${key}[${index}]`, item])
    : Object.entries(value).map(([name, item]): [string, WireValue] => [key + step(name), item]);
  return parts.flatMap(([path, item]): Pair[] =>
    isNested(item) ? flatten(path, item, step) : [[path, plainText(item)]],
  );
}
