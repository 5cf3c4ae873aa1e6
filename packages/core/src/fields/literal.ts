import { MAX_DEPTH, MAX_VALUES, tooDeep, tooMany } from '../limits.js';
import { type Fields, put } from './record.js';

/** Text is neither JSON nor anything close enough to read without guessing. */
export class LiteralError extends Error {}

const WORDS = new Map<string, unknown>([
  ['null', null],
  ['None', null],
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
]);
const NOT_A_NUMBER = /^[+-]?(?:nan|inf|infinity)$/i;
const ESCAPES = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', '0': '\0', '/': '/' }),
);
for (const same of ['\\', '"', "'"]) ESCAPES.set(same, same);
const HEX_LENGTH = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/**
 * Reads JSON, Python literals, and JSON with the damage real deliveries show (WF c): numbers with leading
 * zeros, `NaN`, trailing commas, punctuation after the end. A number whose text would not survive conversion
 * (`09331112233`, `1613906376.30`, `1e999`) stays text, so no digit is lost.
 *
 * @throws {LiteralError} where the text cannot be read.
 */
export function parseLiteral(text: string): unknown {
  return new LiteralParser(text).parse();
}

class LiteralParser {
  readonly #text: string;
  #at = 0;
  #left = MAX_VALUES;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): unknown {
    const value = this.#value(1);
    // A trailing ellipsis or semicolon is noise; anything with content may be a second payload.
    if (/[\p{L}\p{N}[\]{}"']/u.test(this.#text.slice(this.#at))) throw this.#error('the end');
    return value;
  }

  #value(depth: number): unknown {
    const quoted = this.#string();
    if (quoted !== undefined) return quoted;
    if (this.#skip('{')) return this.#object(depth);
    if (this.#skip('[')) return this.#list(']', depth);
    if (this.#skip('(')) return this.#list(')', depth);
    return this.#bare();
  }

  #object(depth: number): Fields {
    if (depth > MAX_DEPTH) throw tooDeep();
    const fields: Fields = {};
    while (!this.#skip('}')) {
      const key = this.#string() ?? String(this.#bare());
      if (!this.#skip(':')) throw this.#error('":"');
      put(fields, key, this.#value(depth + 1));
      this.#next('}');
    }
    return fields;
  }

  #list(end: string, depth: number): unknown[] {
    if (depth > MAX_DEPTH) throw tooDeep();
    const items: unknown[] = [];
    while (!this.#skip(end)) {
      items.push(this.#value(depth + 1));
      this.#next(end);
    }
    return items;
  }

  #next(end: string): void {
    if (--this.#left < 0) throw tooMany();
    if (!this.#skip(',') && this.#peek() !== end) throw this.#error(`"," or "${end}"`);
  }

  #bare(): unknown {
    const token = this.#match(/[\w.+-]+/y);
    if (token === undefined) throw this.#error('a value');
    const word = WORDS.get(token);
    if (word !== undefined) return word;
    if (NOT_A_NUMBER.test(token)) return token;
    if (String(Number(token)) === token) return Number(token);
    if (/^[+.-]?\d/.test(token)) return token;
    this.#at -= token.length;
    throw this.#error('a value');
  }

  #string(): string | undefined {
    this.#space();
    // Python writes prefixes: u'…' in version 2, b'…' for bytes.
    const quote = this.#match(/[uUbBrR]{0,2}["']/y)?.at(-1);
    if (quote === undefined) return undefined;
    let result = '';
    for (let from = this.#at; ; ) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) throw this.#error(`a closing ${quote}`);
      this.#at++;
      if (code === quote.charCodeAt(0)) return result + this.#text.slice(from, this.#at - 1);
      if (code !== 92) continue;
      result += this.#text.slice(from, this.#at - 1) + this.#escape();
      from = this.#at;
    }
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at++);
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) return plain;
    const length = HEX_LENGTH.get(letter);
    const digits = this.#text.slice(this.#at, this.#at + (length ?? 0));
    const code = Number.parseInt(digits, 16);
    if (length !== digits.length || !/^[\da-f]+$/i.test(digits) || code > 0x10ffff) return `\\${letter}`;
    this.#at += length;
    return String.fromCodePoint(code);
  }

  #peek(): string {
    this.#space();
    return this.#text.charAt(this.#at);
  }

  #skip(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    this.#match(/[\s\uFEFF]+/y);
  }

  #match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #error(expected: string): LiteralError {
    const length = this.#text.length;
    if (this.#at >= length)
      return new LiteralError(`it ends after ${length} characters, where ${expected} is expected`);
    return new LiteralError(`${expected} is expected at character ${this.#at + 1} of ${length}`);
  }
}
