import { SimotelError } from '../error.js';
import type { AnySimotelEvent, SimotelEvent, UnknownSimotelEvent } from '../event.js';
import { knownName, SIMOTEL_EVENT_NAMES, type SimotelEventName } from '../names.js';
import type { Delivery } from './delivery.js';

/** What is called for an event. */
export type AnyHandler = (event: AnySimotelEvent, delivery: Delivery) => unknown;

interface Registration {
  names: ReadonlySet<SimotelEventName | null> | 'any';
  handler: AnyHandler;
}

/** Who wants to hear of which event, in the order they registered. */
export class Registry {
  /** Replaced, never changed: an event that is being handled keeps the handlers it began with. */
  private registrations: readonly Registration[] = [];
  private readonly byName = new Map<SimotelEventName | null, readonly AnyHandler[]>();

  /** Whether nobody listens to anything. */
  get isEmpty(): boolean {
    return this.registrations.length === 0;
  }

  on<N extends SimotelEventName>(
    names: readonly N[],
    handler: (event: SimotelEvent<N>, delivery: Delivery) => unknown,
  ): () => void {
    assertFunction(handler);
    const wanted = new Set<SimotelEventName | null>(names.map(known));
    const isWanted = (event: AnySimotelEvent): event is AnySimotelEvent & SimotelEvent<N> =>
      wanted.has(event.name);
    return this.add(wanted, (event, delivery) => (isWanted(event) ? handler(event, delivery) : undefined));
  }

  add(names: Registration['names'], handler: AnyHandler): () => void {
    assertFunction(handler);
    const registration: Registration = { names, handler };
    this.replace([...this.registrations, registration]);
    return () => this.replace(this.registrations.filter((other) => other !== registration));
  }

  onUnknown(handler: (event: UnknownSimotelEvent, delivery: Delivery) => unknown): () => void {
    assertFunction(handler);
    return this.add(new Set([null]), (event, delivery) =>
      event.kind === 'unknown' ? handler(event, delivery) : undefined,
    );
  }

  handlersOf(name: SimotelEventName | null): readonly AnyHandler[] {
    let handlers = this.byName.get(name);
    if (!handlers) {
      handlers = this.registrations
        .filter(({ names }) => names === 'any' || names.has(name))
        .map(({ handler }) => handler);
      this.byName.set(name, handlers);
    }
    return handlers;
  }

  private replace(registrations: readonly Registration[]): void {
    this.registrations = registrations;
    this.byName.clear();
  }
}

function known<N extends SimotelEventName>(name: N): N {
  if (SIMOTEL_EVENT_NAMES.includes(name)) return name;
  const meant = knownName(String(name));
  const advice = meant ? `did you mean '${meant}'?` : `there are ${SIMOTEL_EVENT_NAMES.join(', ')}.`;
  throw new SimotelError('OPTION_INVALID', `There is no event of that name; ${advice}`);
}

export function assertFunction(handler: unknown): void {
  if (typeof handler !== 'function') {
    throw new SimotelError('OPTION_INVALID', 'A handler must be a function.');
  }
}
