import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpCode,
  Inject,
  Post,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

class Boom extends Error {}

/** What an app has beside the receiver. */
@Controller('host')
export class HostController {
  @Get()
  hello(): string {
    return 'host';
  }

  @Get('boom')
  boom(): never {
    throw new Boom();
  }

  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown): unknown {
    return body ?? {};
  }
}

@Catch(Boom)
export class BoomFilter implements ExceptionFilter {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  catch(_error: Boom, context: ArgumentsHost): void {
    this.host.httpAdapter.reply(context.switchToHttp().getResponse(), 'host error', 500);
  }
}
