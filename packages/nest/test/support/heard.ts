import type { AnySimotelEvent, Delivery } from '@simotel-hooks/core';
import { OnAnySimotelEvent } from '@simotel-hooks/nest';

/** A handler that remembers what it heard. */
export class Heard {
  readonly events: AnySimotelEvent[] = [];
  readonly deliveries: Delivery[] = [];

  @OnAnySimotelEvent()
  onAny(event: AnySimotelEvent, delivery: Delivery): void {
    this.events.push(event);
    this.deliveries.push(delivery);
  }

  get names(): (string | null)[] {
    return this.events.map((event) => event.name ?? event.raw.eventName);
  }
}
