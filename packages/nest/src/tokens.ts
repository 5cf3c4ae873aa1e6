import { Inject } from '@nestjs/common';
import type { SimotelHooks, WorkOptions } from '@simotel-hooks/core';
import type { CallTracker } from '@simotel-hooks/core/calls';

/** What the hooks of a `SimotelModule` without a name are called where a name is asked for. */
export const DEFAULT_NAME = 'default';

/**
 * The injection token of the hooks of a `SimotelModule`, for `useFactory`, `overrideProvider` or `app.get`. It is the same
 * in every copy of this package.
 *
 * @param name - The `name` of the module, if it has one.
 */
export function getSimotelHooksToken(name: string = DEFAULT_NAME): symbol {
  return Symbol.for(`simotel-hooks.nest.hooks:${name}`);
}

/**
 * Injects the hooks of a `SimotelModule`, to call `receive`, `on` or `handle`.
 *
 * @example
 * ```ts
 * constructor(@InjectSimotelHooks() private readonly hooks: SimotelHooks) {}
 * ```
 * @param name - The `name` of the module, if it has one.
 */
export function InjectSimotelHooks(name?: string): PropertyDecorator & ParameterDecorator {
  return Inject(getSimotelHooksToken(name));
}

/**
 * The injection token of the {@link CallTracker} of a `SimotelModule`, as {@link getSimotelHooksToken} is that of its hooks.
 * Where `calls` is off there is nobody to ask: `get`, `active` and `on` are errors then.
 *
 * @param name - The `name` of the module, if it has one.
 */
export function getCallTrackerToken(name: string = DEFAULT_NAME): symbol {
  return Symbol.for(`simotel-hooks.nest.calls:${name}`);
}

/**
 * Injects the tracker of a `SimotelModule` with `calls: true`, to ask for calls. Without that, it is an error at start.
 *
 * @example
 * ```ts
 * constructor(@InjectCallTracker() private readonly tracker: CallTracker) {}
 * ```
 * @param name - The `name` of the module, if it has one.
 */
export function InjectCallTracker(name?: string): PropertyDecorator & ParameterDecorator {
  return Inject(getCallTrackerToken(name));
}

/** Under which each `SimotelModule` keeps what it is. */
export const INSTANCE = Symbol.for('simotel-hooks.nest.instance');

/** One `SimotelModule` of an app. */
export interface SimotelInstance {
  readonly name: string;
  readonly hooks: SimotelHooks;
  /** `null` where `calls` is off. */
  readonly tracker: CallTracker | null;
  /** `null` where there is no queue, or others handle what is in it. */
  readonly work: WorkOptions | null;
}
