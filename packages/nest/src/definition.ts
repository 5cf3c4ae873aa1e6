import { ConfigurableModuleBuilder, type DynamicModule, VERSION_NEUTRAL } from '@nestjs/common';
import { createSimotelHooks, type Logger, type SimotelHooks, type WorkOptions } from '@simotel-hooks/core';
import { createController } from './controller.js';
import { createNestLogger } from './logger.js';
import type { SimotelFactoryOptions, SimotelModuleExtras, SimotelOptionsFactory } from './options.js';
import {
  DEFAULT_NAME,
  getCallTrackerToken,
  getSimotelHooksToken,
  INSTANCE,
  type SimotelInstance,
} from './tokens.js';
import { createMissingTracker, createTracker } from './tracker.js';

const FACTORY_METHOD: keyof SimotelOptionsFactory = 'createSimotelOptions';

const DEFAULTS: Required<SimotelModuleExtras> = {
  path: 'simotel',
  name: DEFAULT_NAME,
  isGlobal: false,
  decorators: [],
  controller: true,
  version: VERSION_NEUTRAL,
};

/** Every call makes a module of its own, also where two are configured alike: Nest 10 would take them for one. */
const builder = new ConfigurableModuleBuilder<SimotelFactoryOptions>({
  moduleName: 'SimotelHooks',
  alwaysTransient: true,
});

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = builder
  .setClassMethodName('forRoot')
  .setFactoryMethodName(FACTORY_METHOD)
  .setExtras<SimotelModuleExtras>(DEFAULTS, assemble)
  .build();

export { ConfigurableModuleClass };

function assemble(definition: DynamicModule, extras: SimotelModuleExtras): DynamicModule {
  // Nest takes `undefined` for a value of its own.
  const { path = DEFAULTS.path, name = DEFAULTS.name, version = DEFAULTS.version, decorators } = extras;
  const token = getSimotelHooksToken(name);
  const hooks = {
    provide: token,
    useFactory: (options: SimotelFactoryOptions) => createHooks(options, name),
    inject: [MODULE_OPTIONS_TOKEN],
  };
  const instance = {
    provide: INSTANCE,
    useFactory: (own: SimotelHooks, options: SimotelFactoryOptions): SimotelInstance => ({
      name,
      hooks: own,
      tracker: createTracker(own, options.calls, loggerOf(options, name)),
      work: workOf(options),
    }),
    inject: [token, MODULE_OPTIONS_TOKEN],
  };
  const calls = {
    provide: getCallTrackerToken(name),
    useFactory: ({ tracker }: SimotelInstance) => tracker ?? createMissingTracker(name),
    inject: [INSTANCE],
  };
  const controllers =
    extras.controller === false ? [] : [createController({ token, path, version }, decorators)];
  return {
    ...definition,
    global: extras.isGlobal ?? false,
    providers: [...(definition.providers ?? []), hooks, instance, calls],
    controllers,
    exports: [token, calls.provide],
  };
}

function createHooks(options: SimotelFactoryOptions, name: string): SimotelHooks {
  const { calls: _calls, work: _work, ...own } = options ?? {};
  return createSimotelHooks({ ...own, logger: loggerOf(own, name) });
}

function workOf({ queue, work = true }: SimotelFactoryOptions): WorkOptions | null {
  if (!queue || work === false) return null;
  return work === true ? {} : work;
}

function loggerOf({ logger }: Pick<SimotelFactoryOptions, 'logger'>, name: string): Partial<Logger> {
  return logger ?? createNestLogger(name === DEFAULT_NAME ? 'SimotelModule' : `SimotelModule ${name}`);
}
