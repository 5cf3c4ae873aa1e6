import { Controller, Inject, Injectable, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import type { AnySimotelEvent } from '@simotel-hooks/core';
import type { Call } from '@simotel-hooks/core/calls';
import { OnCallEnd, OnCallUpdate, OnSimotelEvent, SimotelModule } from '@simotel-hooks/nest';
import { beforeEach, describe, expect, test } from 'vitest';
import { PLATFORMS, type Setup, startApp } from './support/app.js';
import { AT_ONCE, createCall, Inbox } from './support/calls.js';

const { ringing, inUse, idle, cdr } = createCall('1610778618.378');
const start = (setup: Setup) =>
  startApp({ imports: [SimotelModule.forRoot({ auth: false, calls: AT_ONCE })], ...setup });

describe('methods', () => {
  test('are inherited; one that overrides has its own decorators only', async () => {
    const heard: string[] = [];
    abstract class Base {
      readonly name: string = this.constructor.name;

      @OnCallUpdate()
      inherited(): void {
        heard.push(`${this.name} inherited`);
      }

      @OnCallUpdate()
      silenced(): void {
        heard.push(`${this.name} silenced`);
      }
    }
    class First extends Base {
      override silenced(): void {
        super.silenced();
      }
    }
    class Second extends Base {}
    const app = await start({ providers: [First, Second] });

    await app.post('/simotel', ringing);
    expect(heard.sort()).toEqual(['First inherited', 'Second inherited', 'Second silenced']);
  });

  test('with several decorators hear of each kind, and of an update once', async () => {
    const heard = new Inbox<string>();
    class Calls {
      @OnCallUpdate()
      @OnCallUpdate({ hooks: 'default' })
      @OnCallEnd()
      @OnSimotelEvent('Cdr')
      onBoth(subject: Call | AnySimotelEvent, context: object | null): void {
        heard.put('legs' in subject ? (context === null ? 'end' : 'update') : 'event');
      }
    }
    const app = await start({ providers: [Calls] });

    await app.post('/simotel', cdr);
    expect([await heard.take(), await heard.take(), await heard.take()].sort()).toEqual([
      'end',
      'event',
      'update',
    ]);
    expect(heard.takeAll()).toEqual([]);
  });

  test.each([OnCallUpdate, OnCallEnd])('alone can have them: %o', (decorator) => {
    const decorate: (...args: never) => unknown = decorator();
    class Calls {}
    const apply = (...args: unknown[]) => Reflect.apply(decorate, undefined, args);

    expect(() => apply(Calls)).toThrow(`@${decorator.name}() on Calls: it belongs on a method.`);
    expect(() => apply(Calls, 'on', { value: () => {} })).toThrow(/Calls\.on: a static method/);
  });
});

interface Heard {
  handler: object;
  request: unknown;
  call: Call;
}
const heard = new Inbox<Heard>();
beforeEach(() => heard.takeAll());

@Injectable({ scope: Scope.REQUEST })
class Scoped {
  constructor(@Inject(REQUEST) readonly request: unknown) {}

  @OnCallUpdate()
  onUpdate(call: Call): void {
    heard.put({ handler: this, request: this.request, call });
  }

  @OnCallEnd()
  async onEnd(call: Call): Promise<void> {
    heard.put({ handler: this, request: this.request, call });
  }
}

@Injectable({ scope: Scope.REQUEST, durable: true })
class Durable extends Scoped {}

@Injectable()
class Transitive extends Scoped {}

@Controller({ path: 'scoped', scope: Scope.REQUEST })
class ScopedController extends Scoped {}

@Injectable({ scope: Scope.TRANSIENT })
class Transient {
  @OnCallUpdate()
  @OnCallEnd()
  on(call: Call): void {
    heard.put({ handler: this, request: call, call });
  }
}

describe.each(PLATFORMS)('scopes on %s', (platform) => {
  test.each<[string, Setup]>([
    ['a request-scoped provider', { providers: [Scoped] }],
    ['a durable provider', { providers: [Durable] }],
    ['a provider with a request-scoped dependency', { providers: [Transitive] }],
    ['a request-scoped controller', { controllers: [ScopedController] }],
    ['a transient provider', { providers: [Transient] }],
  ])('%s: each update and each end has its own instance, and REQUEST is the call', async (_, setup) => {
    const app = await start({ platform, ...setup });

    for (const event of [ringing, inUse, idle, cdr]) {
      expect((await app.post('/simotel', event)).status).toBe(200);
    }
    const all = [...heard.takeAll(), await heard.take()];
    expect(all.map(({ call }) => call.events.length)).toEqual([1, 2, 3, 4, 4]);
    expect(new Set(all.map(({ handler }) => handler)).size).toBe(5);
    for (const { request, call } of all) expect(request).toBe(call);
  });

  test('what a constructor throws fails the delivery', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Failing {
      constructor() {
        throw new Error('no connection');
      }

      @OnCallUpdate()
      onUpdate(): void {}
    }
    const imports = [SimotelModule.forRoot({ auth: false, calls: true, logger: {} })];
    const app = await startApp({ platform, imports, providers: [Failing] });

    expect((await app.post('/simotel', ringing)).status).toBe(500);
  });
});
