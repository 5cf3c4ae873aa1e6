import type { AnySimotelEvent } from '@simotel-hooks/core';
import type { ExplainedField, ExplainedName } from './explanation.js';
import { type NestedKey, nestedKey } from './nested-key.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What is said of one field, beside what arrived. */
export type Use = Pick<ExplainedField, 'use' | 'property' | 'value'>;

/** What is to be explained. */
export interface Understood {
  /** Every field that arrived. */
  readonly fields: Fields;
  readonly name: ExplainedName | null;
  readonly event: AnySimotelEvent | undefined;
  /** Wire keys of required fields that are missing or unusable: what `event` has there is made up. */
  readonly unusable: ReadonlySet<string>;
}

/** {@link Understood}, with what would take too long to work out for each field anew. */
export class Known {
  readonly fields: Fields;
  readonly name: ExplainedName | null;
  readonly event: AnySimotelEvent | undefined;
  readonly unusable: ReadonlySet<string>;
  private readonly faulty: ReadonlySet<string>;
  private readonly positions = new Map<string, ReadonlyMap<string, number>>();

  constructor({ fields, name, event, unusable }: Understood) {
    this.fields = fields;
    this.name = name;
    this.event = event;
    this.unusable = unusable;
    const warnings = event?.warnings ?? [];
    this.faulty = new Set(
      warnings.flatMap(({ code, field = '' }) =>
        code === 'FIELD_INVALID' || code === 'FIELD_LOST' ? [field] : [],
      ),
    );
  }

  /** Whether a warning says that this place cannot be used, for example `detail[0].wait`. */
  isFaulty(place: string): boolean {
    return this.faulty.has(place);
  }

  /** What `event.data` has. */
  dataOf(property: string): unknown {
    return this.event?.kind === 'event' ? propertyOf(this.event.data, property) : undefined;
  }

  /** Which item of its list a part belongs to. Senders may leave numbers out: the items are counted in the order of theirs. */
  positionOf({ head, index }: NestedKey): number {
    let positions = this.positions.get(head);
    if (!positions) {
      const indexes = Object.keys(this.fields).flatMap((key) => {
        const other = nestedKey(key);
        return other?.head === head && other.index !== null ? [other.index] : [];
      });
      const sorted = [...new Set(indexes)].sort((a, b) => Number(a) - Number(b));
      positions = new Map(sorted.map((each, position) => [each, position]));
      this.positions.set(head, positions);
    }
    return positions.get(index ?? '') ?? -1;
  }
}

/** An own property, whatever it is called. */
export const propertyOf = (record: object, property: string): unknown =>
  Object.getOwnPropertyDescriptor(record, property)?.value;
