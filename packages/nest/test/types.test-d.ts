import type {
  AnySimotelEvent,
  Delivery,
  SimotelError,
  SimotelEvent,
  SimotelHooks,
  UnknownSimotelEvent,
} from '@simotel-hooks/core';
import type { Call, CallTracker } from '@simotel-hooks/core/calls';
import {
  InjectCallTracker,
  InjectSimotelHooks,
  OnAnySimotelEvent,
  OnCallEnd,
  OnCallUpdate,
  OnSimotelError,
  OnSimotelEvent,
  OnUnknownSimotelEvent,
  SimotelModule,
} from '../src/index.js';

export class Right {
  constructor(
    @InjectSimotelHooks() readonly hooks: SimotelHooks,
    @InjectCallTracker('shop') readonly tracker: CallTracker,
  ) {}

  @OnSimotelEvent('Cdr')
  none(): void {}

  @OnSimotelEvent('Cdr')
  one(event: SimotelEvent<'Cdr'>): string {
    return event.data.src;
  }

  @OnSimotelEvent('Cdr', { hooks: 'shop' })
  async two(event: SimotelEvent<'Cdr'>, delivery: Delivery): Promise<string | null> {
    return event.callId ?? delivery.source;
  }

  @OnSimotelEvent(['Cdr', 'CdrQueue'])
  several(event: SimotelEvent<'Cdr' | 'CdrQueue'>): void {
    event.name satisfies 'Cdr' | 'CdrQueue';
  }

  @OnSimotelEvent('Cdr')
  @OnSimotelEvent('NewState')
  @OnAnySimotelEvent()
  wider(event: AnySimotelEvent): void {
    event.name satisfies string | null;
  }

  @OnUnknownSimotelEvent()
  unknown(event: UnknownSimotelEvent): void {
    event.name satisfies null;
  }

  @OnSimotelError()
  error(error: SimotelError, delivery: Delivery): void {
    error.code satisfies string;
    delivery.signal satisfies AbortSignal;
  }

  @OnCallUpdate()
  @OnCallEnd()
  call({ outcome }: Call): void {
    outcome satisfies string | null;
  }

  @OnCallUpdate({ hooks: 'shop' })
  async update(call: Call, event: SimotelEvent): Promise<string> {
    return call.id + event.name;
  }

  @OnCallEnd()
  end(_call: Call, event: null): void {
    event satisfies null;
  }

  @OnCallUpdate()
  @OnCallEnd()
  updateOrEnd(_call: Call, event: SimotelEvent | null): void {
    event?.name satisfies string | undefined;
  }

  @OnSimotelEvent('Cdr')
  private hidden(event: SimotelEvent<'Cdr'>): void {
    this.one(event);
    this.hidden(event);
  }
}

export class Wrong {
  // @ts-expect-error another event
  @OnSimotelEvent('Cdr')
  other(_event: SimotelEvent<'NewState'>): void {}

  // @ts-expect-error one of them is another event
  @OnSimotelEvent(['Cdr', 'NewState'])
  narrow(_event: SimotelEvent<'Cdr'>): void {}

  // @ts-expect-error the second decorator hands in more
  @OnSimotelEvent('NewState')
  @OnSimotelEvent('Cdr')
  both(_event: SimotelEvent<'Cdr'>): void {}

  // @ts-expect-error its data alone is not handed in
  @OnSimotelEvent('Cdr')
  data(_data: SimotelEvent<'Cdr'>['data']): void {}

  // @ts-expect-error no event of that name
  @OnSimotelEvent('Crd')
  misspelt(): void {}

  // @ts-expect-error a third parameter
  @OnSimotelEvent('Cdr')
  three(_event: SimotelEvent<'Cdr'>, _delivery: Delivery, _more: string): void {}

  // @ts-expect-error unknown events come too
  @OnAnySimotelEvent()
  known(_event: SimotelEvent): void {}

  // @ts-expect-error only unknown ones come
  @OnUnknownSimotelEvent()
  notUnknown(_event: SimotelEvent<'Cdr'>): void {}

  // @ts-expect-error errors, not events
  @OnSimotelError()
  notError(_event: AnySimotelEvent): void {}

  // @ts-expect-error an event is no call
  @OnCallUpdate()
  notCall(_event: SimotelEvent): void {}

  // @ts-expect-error every event of a call comes
  @OnCallUpdate()
  someUpdate(_call: Call, _event: SimotelEvent<'Cdr'>): void {}

  // @ts-expect-error no delivery comes with a call
  @OnCallUpdate()
  delivered(_call: Call, _delivery: Delivery): void {}

  // @ts-expect-error no event ends a call
  @OnCallEnd()
  ended(_call: Call, _event: SimotelEvent): void {}

  // @ts-expect-error the end has no event
  @OnCallEnd()
  @OnCallUpdate()
  updated(_call: Call, _event: SimotelEvent): void {}

  // @ts-expect-error a third parameter
  @OnCallEnd()
  third(_call: Call, _event: null, _more: string): void {}

  // @ts-expect-error an unknown option
  @OnCallEnd({ hook: 'shop' })
  callOption(): void {}

  // @ts-expect-error a property
  @OnSimotelEvent('Cdr')
  property = () => {};

  // @ts-expect-error an unknown option
  @OnSimotelEvent('Cdr', { hook: 'shop' })
  option(): void {}
}

// @ts-expect-error a class
@OnSimotelEvent('Cdr')
export class WrongClass {}

SimotelModule.forRoot({
  auth: false,
  path: ['a', 'b'],
  version: '1',
  decorators: [],
  isGlobal: true,
  name: 'x',
});
SimotelModule.forRootAsync({
  useFactory: async (timeZone: string) => ({ auth: false, timeZone }),
  inject: ['zone'],
});
SimotelModule.forRoot({ auth: false, calls: true });
SimotelModule.forRoot({ auth: false, calls: { settleMs: 5_000, logger: {} } });
SimotelModule.forRootAsync({ useFactory: () => ({ auth: false, calls: { maxCalls: 100 } }) });
// @ts-expect-error an unknown option of calls
SimotelModule.forRoot({ auth: false, calls: { settle: 5_000 } });
// @ts-expect-error what a factory may give, it gives
SimotelModule.forRootAsync({ useFactory: () => ({ auth: false }), calls: true });
// @ts-expect-error auth has to be written down
SimotelModule.forRoot({ path: 'a' });
// @ts-expect-error auth has to be written down
SimotelModule.forRootAsync({ useFactory: () => ({ timeZone: 'UTC' }) });
// @ts-expect-error the path has to be known before
SimotelModule.forRootAsync({ useFactory: () => ({ auth: false }), paht: 'a' });
