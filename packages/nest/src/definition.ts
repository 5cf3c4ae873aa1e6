import { ConfigurableModuleBuilder, type DynamicModule, VERSION_NEUTRAL } from '@nestjs/common';
import { createSimotelHooks, type SimotelHooks, type SimotelHooksOptions } from '@simotel-hooks/core';
import { createController } from './controller.js';
import { createNestLogger } from './logger.js';
import type { SimotelModuleExtras, SimotelOptionsFactory } from './options.js';
import { DEFAULT_NAME, getSimotelHooksToken, INSTANCE, type SimotelInstance } from './tokens.js';

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
const builder = new ConfigurableModuleBuilder<SimotelHooksOptions>({
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
    useFactory: (options: SimotelHooksOptions) => createHooks(options, name),
    inject: [MODULE_OPTIONS_TOKEN],
  };
  const instance = {
    provide: INSTANCE,
    useFactory: (own: SimotelHooks): SimotelInstance => ({ name, hooks: own }),
    inject: [token],
  };
  const controllers =
    extras.controller === false ? [] : [createController({ token, path, version }, decorators)];
  return {
    ...definition,
    global: extras.isGlobal ?? false,
    providers: [...(definition.providers ?? []), hooks, instance],
    controllers,
    exports: [token],
  };
}

function createHooks(options: SimotelHooksOptions, name: string): SimotelHooks {
  const context = name === DEFAULT_NAME ? 'SimotelModule' : `SimotelModule ${name}`;
  return createSimotelHooks({ ...options, logger: options?.logger ?? createNestLogger(context) });
}
