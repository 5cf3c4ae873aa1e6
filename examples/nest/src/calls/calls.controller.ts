import { Controller, Get } from '@nestjs/common';
import { type Call, CallLogService } from './call-log.service.js';

@Controller('calls')
export class CallsController {
  constructor(private readonly log: CallLogService) {}

  @Get()
  list(): readonly Call[] {
    return this.log.calls;
  }
}
