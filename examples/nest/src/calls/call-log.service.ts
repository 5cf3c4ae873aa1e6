import { Injectable, Logger } from '@nestjs/common';
import type { SimotelEvent } from '@simotel-hooks/core';
import { OnSimotelEvent } from '@simotel-hooks/nest';

export interface Call {
  id: string | null;
  from: string;
  to: string;
  seconds: number;
}

/** Listens to the PBX, and keeps the latest calls in memory; a real program has a database. */
@Injectable()
export class CallLogService {
  readonly calls: Call[] = [];
  private readonly logger = new Logger(CallLogService.name);

  @OnSimotelEvent('Cdr')
  keep({ callId, data }: SimotelEvent<'Cdr'>): void {
    const { src, dst, billsec = 0 } = data;
    this.calls.unshift({ id: callId, from: src, to: dst, seconds: billsec });
    this.calls.splice(100);
    this.logger.log(`call ${callId}: ${src} and ${dst} talked for ${billsec} seconds`);
  }

  @OnSimotelEvent(['IncomingCall', 'NewState'])
  tell(event: SimotelEvent<'IncomingCall' | 'NewState'>): void {
    if (event.name === 'IncomingCall') this.logger.log(`${event.data.number} is calling`);
    else this.logger.log(`extension ${event.data.exten} is ${event.data.state}`);
  }
}
