import 'reflect-metadata';
import { Body, Controller, type DynamicModule, HttpCode, Module, Post } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { ANSWER, auth, type Framework, PATH } from './framework.js';
import { portOf } from './listen.js';

export const nestExpress = nestOn(() => new ExpressAdapter());
export const nestFastify = nestOn(() => new FastifyAdapter());

function nestOn(createPlatform: () => AbstractHttpAdapter): Framework {
  async function start(app: Omit<DynamicModule, 'module'>): Promise<number> {
    const nest = await NestFactory.create({ module: App, ...app }, createPlatform(), { logger: false });
    await nest.listen(0, '127.0.0.1');
    return portOf(nest.getHttpServer());
  }

  return {
    bare(onBody) {
      @Controller(PATH)
      class Deliveries {
        @Post()
        @HttpCode(200)
        receive(@Body() body: unknown) {
          onBody(body);
          return ANSWER;
        }
      }
      return start({ controllers: [Deliveries] });
    },
    adapter(onCdr) {
      class Calls {
        @OnSimotelEvent('Cdr')
        onCdr() {
          onCdr();
        }
      }
      return start({ imports: [SimotelModule.forRoot({ path: PATH, auth })], providers: [Calls] });
    },
  };
}

@Module({})
class App {}
