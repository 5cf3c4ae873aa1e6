import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Inject,
  Injectable,
  Scope,
  UseGuards,
} from '@nestjs/common';
import {
  ContextIdFactory,
  type ContextIdStrategy,
  type HostComponentInfo,
  ModuleRef,
  REQUEST,
} from '@nestjs/core';
import { type AnySimotelEvent, type Delivery, decode, type SimotelHooks } from '@simotel-hooks/core';
import { getSimotelHooksToken, OnAnySimotelEvent, OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PLATFORMS, type Setup, startApp } from './support/app.js';
import { CDR } from './support/payloads.js';

interface Heard {
  handler: object;
  request: unknown;
  delivery: Delivery;
}
const heard: Heard[] = [];
beforeEach(() => heard.splice(0));

@Injectable({ scope: Scope.REQUEST })
class RequestState {
  constructor(@Inject(REQUEST) readonly request: unknown) {}
}

@Injectable({ scope: Scope.REQUEST })
class Scoped {
  constructor(
    @Inject(REQUEST) readonly request: unknown,
    @Inject(RequestState) readonly state: RequestState,
  ) {}

  @OnSimotelEvent('Cdr')
  async onCdr(_event: AnySimotelEvent, delivery: Delivery): Promise<void> {
    heard.push({ handler: this, request: this.request, delivery });
  }

  @OnAnySimotelEvent()
  onAny(_event: AnySimotelEvent, delivery: Delivery): void {
    heard.push({ handler: this, request: this.state.request, delivery });
  }
}

/** Request-scoped by what is injected into it. */
@Injectable()
class Transitive {
  constructor(@Inject(RequestState) readonly state: RequestState) {}

  @OnSimotelEvent('Cdr')
  onCdr(_event: AnySimotelEvent, delivery: Delivery): void {
    heard.push({ handler: this, request: this.state.request, delivery });
  }
}

@Injectable({ scope: Scope.TRANSIENT })
class Transient {
  @OnSimotelEvent('Cdr')
  onCdr(_event: AnySimotelEvent, delivery: Delivery): void {
    heard.push({ handler: this, request: delivery.httpRequest, delivery });
  }
}

@Controller({ path: 'scoped', scope: Scope.REQUEST })
class ScopedController {
  constructor(@Inject(REQUEST) readonly request: unknown) {}

  @Get()
  get(): string {
    return 'scoped';
  }

  @OnSimotelEvent('Cdr')
  onCdr(_event: AnySimotelEvent, delivery: Delivery): void {
    heard.push({ handler: this, request: this.request, delivery });
  }
}

describe.each(PLATFORMS)('scopes on %s', (platform) => {
  const start = (setup: Partial<Setup>, options: object = {}) =>
    startApp({ platform, imports: [SimotelModule.forRoot({ auth: false, ...options })], ...setup });

  test.each([
    ['a request-scoped provider', { providers: [Scoped, RequestState] }, Scoped],
    ['a provider with a request-scoped dependency', { providers: [Transitive, RequestState] }, Transitive],
    ['a transient provider', { providers: [Transient] }, Transient],
    ['a request-scoped controller', { controllers: [ScopedController] }, ScopedController],
    [
      'a request-scoped class under another token',
      { providers: [{ provide: 'other', useClass: Scoped, scope: Scope.REQUEST }, RequestState] },
      Scoped,
    ],
    [
      'a request-scoped factory of a class',
      {
        providers: [
          RequestState,
          {
            provide: Transitive,
            scope: Scope.REQUEST,
            inject: [RequestState],
            useFactory: (state: RequestState) => new Transitive(state),
          },
        ],
      },
      Transitive,
    ],
  ])('%s: each delivery has its own instance, and REQUEST is its request', async (_, setup, type) => {
    const app = await start(setup);

    expect([(await app.post('/simotel')).status, (await app.post('/simotel')).status]).toEqual([200, 200]);
    const instances = new Set(heard.map(({ handler }) => handler));
    expect(instances.size).toBe(2);
    for (const { handler, request, delivery } of heard) {
      expect(handler).toBeInstanceOf(type);
      expect(request).toBe(delivery.httpRequest);
      expect(request).toMatchObject({ headers: { 'content-type': 'application/json' } });
    }
  });

  test('all handlers of a delivery share what is request-scoped, with the guards of the request too', async () => {
    const seen: unknown[] = [];
    @Injectable({ scope: Scope.REQUEST })
    class StateGuard implements CanActivate {
      constructor(@Inject(ModuleRef) private readonly moduleRef: ModuleRef) {}

      async canActivate(context: ExecutionContext): Promise<boolean> {
        const contextId = ContextIdFactory.getByRequest(context.switchToHttp().getRequest());
        seen.push(await this.moduleRef.resolve(RequestState, contextId, { strict: false }));
        return true;
      }
    }
    const app = await start(
      { providers: [Scoped, Transitive, RequestState] },
      { decorators: [UseGuards(StateGuard)] },
    );

    await app.post('/simotel');
    expect(heard).toHaveLength(3);
    for (const { handler } of heard) {
      expect(handler instanceof Scoped || handler instanceof Transitive ? handler.state : undefined).toBe(
        seen[0],
      );
    }
  });

  test('a handler can resolve more of the same request', async () => {
    const same: boolean[] = [];
    @Injectable()
    class Resolving {
      constructor(@Inject(ModuleRef) private readonly moduleRef: ModuleRef) {}

      @OnSimotelEvent('Cdr')
      async onCdr(_event: AnySimotelEvent, { httpRequest }: Delivery): Promise<void> {
        const request = typeof httpRequest === 'object' && httpRequest !== null ? httpRequest : {};
        const state = await this.moduleRef.resolve(RequestState, ContextIdFactory.getByRequest(request));
        same.push(state.request === httpRequest);
      }
    }
    const app = await start({ providers: [Scoped, Resolving, RequestState] });

    await app.post('/simotel');
    expect(same).toEqual([true]);
  });

  test('what a constructor throws fails the delivery', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Failing {
      constructor() {
        throw new Error('no connection');
      }

      @OnSimotelEvent('Cdr')
      onCdr(): void {}
    }
    const errors: unknown[] = [];
    const app = await start({ providers: [Failing] });
    const hooks: SimotelHooks = app.app.get(getSimotelHooksToken(), { strict: false });
    hooks.onError(({ cause }) => errors.push(cause));

    expect((await app.post('/simotel')).status).toBe(500);
    expect(errors).toEqual([new Error('no connection')]);
  });

  test('without an HTTP request, REQUEST is the delivery', async () => {
    const app = await start({ providers: [Scoped, RequestState], controllers: [ScopedController] });
    const hooks: SimotelHooks = app.app.get(getSimotelHooksToken(), { strict: false });

    await hooks.receive(decode({ method: 'POST', path: '/', body: CDR }));
    expect(heard).toHaveLength(3);
    for (const { request, delivery } of heard) expect(request).toBe(delivery);
    expect(new Set(heard.map(({ delivery }) => delivery)).size).toBe(1);
    expect(new Set(heard.map(({ handler }) => handler)).size).toBe(2);
  });

  test('the controller itself is still served', async () => {
    const app = await start({ controllers: [ScopedController] });

    expect(await (await app.fetch('/scoped')).text()).toBe('scoped');
  });

  describe('durable providers', () => {
    const tenants = new Map<string, ReturnType<typeof ContextIdFactory.create>>();
    const perTenant: ContextIdStrategy<{ headers: Record<string, string> }> = {
      attach(contextId, request) {
        const tenant = request.headers['x-tenant'] ?? '';
        const shared = tenants.get(tenant) ?? ContextIdFactory.create();
        tenants.set(tenant, shared);
        return {
          resolve: (info: HostComponentInfo) => (info.isTreeDurable ? shared : contextId),
          payload: { tenant },
        };
      },
    };
    beforeEach(() => ContextIdFactory.apply(perTenant));
    afterEach(() => {
      // Nest has no way back.
      Reflect.set(ContextIdFactory, 'strategy', undefined);
      tenants.clear();
    });

    @Injectable({ scope: Scope.REQUEST, durable: true })
    class PerTenant {
      constructor(@Inject(REQUEST) readonly request: unknown) {}

      @OnSimotelEvent('Cdr')
      onCdr(_event: AnySimotelEvent, delivery: Delivery): void {
        heard.push({ handler: this, request: this.request, delivery });
      }
    }

    test('are shared as the strategy says', async () => {
      const app = await start({ providers: [PerTenant] });

      for (const tenant of ['a', 'b', 'a']) {
        expect((await app.post('/simotel', CDR, { 'x-tenant': tenant })).status).toBe(200);
      }
      const [a, b, again] = heard;
      expect(again?.handler).toBe(a?.handler);
      expect(b?.handler).not.toBe(a?.handler);
      expect([a?.request, b?.request]).toMatchObject([{ tenant: 'a' }, { tenant: 'b' }]);
    });
  });
});
