/** A value before it is encoded: what a JSON body can hold. */
export type WireValue = string | number | boolean | null | readonly WireValue[] | WireFields;

/** Fields under the keys they have on the wire. */
export interface WireFields {
  readonly [key: string]: WireValue;
}

/** A list or a record: what a query or a form has no place for. */
export type NestedValue = readonly WireValue[] | WireFields;

export const isNested = (value: WireValue): value is NestedValue =>
  typeof value === 'object' && value !== null;

export const isList = (value: WireValue): value is readonly WireValue[] => Array.isArray(value);
