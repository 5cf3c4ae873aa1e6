import type { AnySimotelEvent, SimotelHooks } from '@simotel-hooks/core';
import {
  getSimotelHooksToken,
  OnAnySimotelEvent,
  OnSimotelError,
  OnSimotelEvent,
  OnUnknownSimotelEvent,
  SimotelModule,
} from '@simotel-hooks/nest';
import { describe, expect, test } from 'vitest';
import { createApp } from './support/app.js';
import { CDR, NEW_STATE } from './support/payloads.js';

/** Starts an app with these classes as providers; the function delivers an event. */
async function deliverTo(...providers: (new () => object)[]) {
  const app = await createApp({ imports: [SimotelModule.forRoot({ auth: false, logger: {} })], providers });
  await app.init();
  const hooks: SimotelHooks = app.get(getSimotelHooksToken(), { strict: false });
  return async (body: unknown) => {
    const result = await hooks.handle({ method: 'POST', path: '/', body });
    return result.matched && result.response.status;
  };
}

describe('decorators', () => {
  test('each kind hears what it says', async () => {
    const heard: unknown[] = [];
    class Calls {
      @OnSimotelEvent(['Cdr', 'NewState'])
      onSome(event: AnySimotelEvent): void {
        heard.push(['some', event.name]);
      }

      @OnAnySimotelEvent()
      onAny(event: AnySimotelEvent): void {
        heard.push(['any', event.name]);
      }

      @OnUnknownSimotelEvent()
      onUnknown(event: AnySimotelEvent): void {
        heard.push(['unknown', event.raw.eventName]);
      }

      @OnSimotelError()
      onError(error: Error & { code?: string }): void {
        heard.push(['error', error.code]);
      }
    }
    const deliver = await deliverTo(Calls);

    expect([await deliver(CDR), await deliver({ event_name: 'Rocket' }), await deliver('<xml/>')]).toEqual([
      200, 200, 400,
    ]);
    expect(heard).toEqual([
      ['some', 'Cdr'],
      ['any', 'Cdr'],
      ['any', null],
      ['unknown', 'Rocket'],
      ['error', 'BODY_MALFORMED'],
    ]);
  });

  test('a method with several decorators hears of an event once', async () => {
    const heard: unknown[] = [];
    class Calls {
      @OnSimotelEvent('Cdr')
      @OnSimotelEvent(['NewState', 'Cdr'])
      @OnUnknownSimotelEvent()
      onSome(event: AnySimotelEvent): void {
        heard.push(event.name);
      }

      @OnSimotelEvent('Cdr')
      @OnAnySimotelEvent()
      onAny(event: AnySimotelEvent): void {
        heard.push(`any ${event.name}`);
      }
    }
    const deliver = await deliverTo(Calls);

    await deliver(CDR);
    await deliver(NEW_STATE);
    await deliver({ event_name: 'Rocket' });
    expect(heard).toEqual(['Cdr', 'any Cdr', 'NewState', 'any NewState', null, 'any null']);
  });

  test('methods are inherited; one that overrides has its own decorators only', async () => {
    const heard: string[] = [];
    abstract class Base {
      readonly name: string = this.constructor.name;

      @OnSimotelEvent('Cdr')
      inherited(): void {
        heard.push(`${this.name} inherited`);
      }

      @OnSimotelEvent('Cdr')
      silenced(): void {
        heard.push(`${this.name} silenced`);
      }

      @OnSimotelEvent('Cdr')
      moved(): void {
        heard.push(`${this.name} base`);
      }
    }
    class First extends Base {
      override silenced(): void {
        super.silenced();
      }

      @OnSimotelEvent('NewState')
      override moved(): void {
        heard.push(`${this.name} moved`);
      }
    }
    class Second extends Base {}
    const deliver = await deliverTo(First, Second);

    await deliver(CDR);
    expect(heard.splice(0).sort()).toEqual([
      'First inherited',
      'Second base',
      'Second inherited',
      'Second silenced',
    ]);
    await deliver(NEW_STATE);
    expect(heard).toEqual(['First moved']);
  });

  test('what a method returns is waited for, and what it throws fails the delivery', async () => {
    const errors: unknown[] = [];
    class Calls {
      @OnSimotelEvent('Cdr')
      async onCdr(): Promise<never> {
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new Error('the database is gone');
      }

      @OnSimotelEvent('NewState')
      onNewState(): never {
        throw new Error('at once');
      }

      @OnSimotelError()
      onError(error: Error): void {
        errors.push(error.cause);
      }
    }
    const deliver = await deliverTo(Calls);

    expect([await deliver(CDR), await deliver(NEW_STATE)]).toEqual([500, 500]);
    expect(errors).toEqual([new Error('the database is gone'), new Error('at once')]);
  });

  test('decorators that replace the method do not lose it', async () => {
    const heard: string[] = [];
    const traced = (_target: object, _key: string, descriptor: TypedPropertyDescriptor<() => void>): void => {
      const { value } = descriptor;
      descriptor.value = function (this: object) {
        heard.push('traced');
        value?.call(this);
      };
    };
    class Calls {
      @traced
      @OnSimotelEvent('Cdr')
      onCdr(): void {
        heard.push('called');
      }
    }
    await (await deliverTo(Calls))(CDR);

    expect(heard).toEqual(['traced', 'called']);
  });
});

describe('a decorator in the wrong place is an error when the class is defined', () => {
  const decorate: (...args: never) => unknown = OnSimotelEvent('Cdr');
  const descriptor = { value: () => {} };
  class Calls {}

  test.each([
    ['a class', [Calls], '@OnSimotelEvent() on Calls: it belongs on a method.'],
    ['a property', [Calls.prototype, 'field'], '@OnSimotelEvent() on Calls.field: it belongs on a method.'],
    ['a parameter', [Calls.prototype, 'on', 0], '@OnSimotelEvent() on Calls.on: it belongs on a method.'],
    [
      'an accessor',
      [Calls.prototype, 'on', { get: () => 1 }],
      '@OnSimotelEvent() on Calls.on: it belongs on a method.',
    ],
    ['a static method', [Calls, 'on', descriptor], /^@OnSimotelEvent\(\) on Calls\.on: a static method/],
    ['a decorator of the standard', [() => {}, { kind: 'method', name: 'on' }], /experimentalDecorators/],
  ])('%s', (_, args, message) => {
    expect(() => Reflect.apply(decorate, undefined, args)).toThrow(message);
  });

  test('so are names that do not exist', () => {
    const apply = (names: unknown) => {
      const named: unknown = Reflect.apply(OnSimotelEvent, undefined, [names]);
      return (
        typeof named === 'function' && Reflect.apply(named, undefined, [Calls.prototype, 'on', descriptor])
      );
    };

    expect(() => apply('Crd')).toThrow(
      /^@OnSimotelEvent\(\) on Calls\.on: there is no event "Crd"; there are Cdr,/,
    );
    expect(() => apply([])).toThrow('it names no event');
  });
});
