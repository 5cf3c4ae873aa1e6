import { readFileSync } from 'node:fs';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readObject(file: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(value)) throw new TypeError(`${file} does not hold a JSON object.`);
  return value;
}

/** The names an optional object holds, such as the `dependencies` of a manifest. */
export function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
