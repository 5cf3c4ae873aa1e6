import type { ConfigurableModuleAsyncOptions, ControllerOptions } from '@nestjs/common';
import type { SimotelHooksOptions, WorkOptions } from '@simotel-hooks/core';
import type { TrackCallsOptions } from '@simotel-hooks/core/calls';

/** What has to be known before anything can be injected: how the module is built. */
export interface SimotelModuleExtras {
  /** The path of the address configured in the PBX, behind the app's global prefix; or several. Default `'simotel'`. */
  path?: string | string[];
  /** Tells several PBXs apart: `@InjectSimotelHooks('shop')`, `@OnSimotelEvent('Cdr', { hooks: 'shop' })`. Default: none. */
  name?: string;
  /** Whether the hooks can be injected without importing the module. Default `false`. */
  isGlobal?: boolean;
  /**
   * Decorators for the controller, in the order you would write them above it: guards, interceptors, filters, or the
   * `@Public()` your global guard looks for. Default: none.
   */
  decorators?: readonly ClassDecorator[];
  /** `false` makes no route: you hand requests to `hooks.handle`, or events to `hooks.receive`. Default `true`. */
  controller?: boolean;
  /** The version of the route, in an app with `enableVersioning`. Default `VERSION_NEUTRAL`: the PBX knows of none. */
  version?: NonNullable<ControllerOptions['version']>;
}

/** What can be decided as late as in a factory: everything `createSimotelHooks` takes, and what is done with it. */
export interface SimotelFactoryOptions extends SimotelHooksOptions {
  /**
   * Joins the events to calls, for {@link OnCallUpdate}, {@link OnCallEnd} and {@link InjectCallTracker}: `true`, or the
   * options of `trackCalls`, whose `logger` is by default that of the module. Default `false`.
   */
  calls?: boolean | TrackCallsOptions;
  /**
   * Where there is a `queue`: whether this app handles what is in it, from when all modules are initialized until it closes.
   * `true`, the options of `hooks.work`, or `false` for an app that only receives. An app without any handler is an error then.
   * Default `true`.
   */
  work?: boolean | WorkOptions;
}

/** What `SimotelModule.forRoot` takes: what a factory may give, and how the module is built. */
export type SimotelModuleOptions = SimotelFactoryOptions & SimotelModuleExtras;

/** For `useClass` and `useExisting` of {@link SimotelModuleAsyncOptions}. */
export interface SimotelOptionsFactory {
  createSimotelOptions(): SimotelFactoryOptions | Promise<SimotelFactoryOptions>;
}

/** What `SimotelModule.forRootAsync` takes: where the options come from, and how the module is built. */
export type SimotelModuleAsyncOptions = ConfigurableModuleAsyncOptions<
  SimotelFactoryOptions,
  keyof SimotelOptionsFactory
> &
  SimotelModuleExtras;
