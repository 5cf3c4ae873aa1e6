import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { basicAuth, type SimotelError, type SimotelEvent, type SimotelHooks } from '@simotel-hooks/core';
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
} from '@simotel-hooks/nest';

@Injectable()
export class Calls {
  constructor(
    @InjectSimotelHooks() readonly hooks: SimotelHooks,
    @InjectCallTracker() readonly tracker: CallTracker,
  ) {}

  @OnSimotelEvent('Cdr')
  onCdr({ data }: SimotelEvent<'Cdr'>): string {
    return data.src;
  }

  @OnSimotelEvent(['IncomingCall', 'NewState'])
  async onStates(event: SimotelEvent<'IncomingCall' | 'NewState'>): Promise<string> {
    return event.name === 'NewState' ? event.data.state : event.data.number;
  }

  @OnAnySimotelEvent()
  @OnUnknownSimotelEvent()
  onAny(): void {}

  @OnSimotelError()
  onError(error: SimotelError): void {
    console.error(error.code);
  }

  @OnCallUpdate()
  onUpdate({ status, legs }: Call, event: SimotelEvent): string {
    return `${status} ${legs.length} ${event.name}`;
  }

  @OnCallEnd()
  async onEnd(call: Call): Promise<string | null> {
    return call.answeredBy;
  }

  // @ts-expect-error -- the handler is for another event
  @OnSimotelEvent('NewState')
  onWrong(event: SimotelEvent<'Cdr'>): string {
    return event.data.src;
  }
}

class Settings {
  readonly auth = basicAuth({ username: 'simotel', password: 'secret' });
}

@Module({
  imports: [
    SimotelModule.forRoot({ auth: false, path: 'simotel', isGlobal: true }),
    SimotelModule.forRootAsync({
      inject: [Settings],
      useFactory: async ({ auth }: Settings) => ({ auth, timeZone: 'Asia/Tehran', calls: { settleMs: 500 } }),
    }),
  ],
  providers: [Calls],
})
export class AppModule {}
