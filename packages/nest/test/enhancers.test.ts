import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  ForbiddenException,
  Inject,
  Injectable,
  type NestInterceptor,
  NotFoundException,
  SetMetadata,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost, Reflector } from '@nestjs/core';
import { SimotelModule } from '@simotel-hooks/nest';
import { map, type Observable, tap } from 'rxjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { PLATFORMS, type Setup, startApp } from './support/app.js';
import { Heard } from './support/heard.js';
import { HostController } from './support/host.js';
import { DAMAGED } from './support/payloads.js';

const Public = () => SetMetadata('public', true);

@Injectable()
class AuthGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean>('public', [context.getHandler(), context.getClass()]) === true
    );
  }
}

const steps: unknown[] = [];
beforeEach(() => steps.splice(0));

class Tracing implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    steps.push(`before ${context.getClass().name}`);
    return next.handle().pipe(tap((body) => steps.push(body)));
  }
}

class Wrapping implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next.handle().pipe(map((body) => `[${body}]`));
  }
}

class Refusing implements CanActivate {
  canActivate(): boolean {
    steps.push('guard');
    throw new ForbiddenException();
  }
}

@Catch(ForbiddenException, NotFoundException)
class Teapot implements ExceptionFilter {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  catch(_error: unknown, context: ArgumentsHost): void {
    this.host.httpAdapter.reply(context.switchToHttp().getResponse(), 'teapot', 418);
  }
}

describe.each(PLATFORMS)('enhancers on %s', (platform) => {
  const start = (decorators: ClassDecorator[], setup: Partial<Setup> = {}) =>
    startApp({
      platform,
      imports: [SimotelModule.forRoot({ auth: false, decorators })],
      controllers: [HostController],
      ...setup,
      providers: [Heard, ...(setup.providers ?? [])],
    });

  test('a guard of the whole app lets deliveries in if it is told to', async () => {
    const providers = [{ provide: APP_GUARD, useClass: AuthGuard }];
    const closed = await start([], { providers });
    expect((await closed.post('/simotel')).status).toBe(403);

    const open = await start([Public()], { providers });
    expect((await open.post('/simotel')).status).toBe(200);
    expect((await open.post('/simotel/Cdr')).status).toBe(200);
    expect((await open.fetch('/host')).status).toBe(403);
  });

  test('guards, interceptors and filters of the controller', async () => {
    const app = await start([UseInterceptors(Tracing), UseInterceptors(Wrapping)]);
    const response = await app.post('/simotel', DAMAGED);
    expect([response.status, await response.text()]).toEqual([200, '[{"ok":true}]']);
    // Nest calls the lower of two such decorators first.
    expect(steps.splice(0)).toEqual(['before SimotelController', '{"ok":true}']);

    const guarded = await start([UseGuards(Refusing), UseFilters(Teapot)]);
    const refused = await guarded.post('/simotel');
    expect([refused.status, await refused.text()]).toEqual([418, 'teapot']);
    expect(guarded.app.get(Heard).events).toEqual([]);

    const filtered = await start([UseFilters(Teapot)]);
    expect((await filtered.fetch('/simotel/health')).status).toBe(418);
    expect((await filtered.fetch('/nowhere')).status).toBe(404);
  });

  test('a refusal of the hooks is an answer, which filters leave alone', async () => {
    const app = await start([UseFilters(Teapot), UseInterceptors(Tracing)]);

    const response = await app.post('/simotel', '<xml/>');
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { code: 'BODY_MALFORMED' } },
    ]);
    expect(steps).toHaveLength(2);
  });

  test('those of other controllers, and of other modules, stay where they are', async () => {
    const app = await start([], {
      imports: [
        SimotelModule.forRoot({ auth: false, decorators: [UseGuards(Refusing)] }),
        SimotelModule.forRoot({ auth: false, name: 'b', path: 'b' }),
      ],
    });

    expect([(await app.post('/simotel')).status, (await app.post('/b')).status]).toEqual([403, 200]);
  });

  test('pipes have nothing to do: requests are decoded by the hooks', async () => {
    class Throwing {
      transform(): never {
        throw new Error('never');
      }
    }
    const app = await start([UsePipes(Throwing)], {
      configure: (host) => host.useGlobalPipes(new Throwing(), { transform: (value: unknown) => value }),
    });

    expect((await app.post('/simotel/Cdr')).status).toBe(200);
  });

  test('what is set globally applies', async () => {
    const app = await start([], {
      configure: (host) => {
        host.useGlobalInterceptors(new Wrapping());
        host.useGlobalFilters(new Teapot(host.get(HttpAdapterHost)));
      },
    });

    expect(await (await app.post('/simotel')).text()).toBe('[{"ok":true}]');
    expect((await app.fetch('/simotel/health')).status).toBe(418);
  });

  test('decorators apply as if they stood above the class', async () => {
    const order: number[] = [];
    const decorator = (index: number) => () => void order.push(index);
    await start([decorator(1), decorator(2)]);

    expect(order).toEqual([2, 1]);
  });
});
