import {
  type DynamicModule,
  Inject,
  Module,
  type NestModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost, ModuleRef, ModulesContainer } from '@nestjs/core';
import { afterRoutes, beforeRoutes } from './bodies/index.js';
import { ConfigurableModuleClass } from './definition.js';
import { connect } from './handlers/connect.js';
import type { SimotelModuleAsyncOptions, SimotelModuleOptions } from './options.js';
import { INSTANCE, type SimotelInstance } from './tokens.js';

/**
 * Receives the webhooks of a Simotel PBX and calls the methods decorated with {@link OnSimotelEvent} and its kin.
 *
 * @example
 * ```ts
 * @Module({
 *   imports: [SimotelModule.forRoot({ auth: basicAuth({ username: 'simotel', password: 'secret' }) })],
 *   providers: [CallsService],
 * })
 * export class AppModule {}
 * ```
 */
@Module({})
export class SimotelModule
  extends ConfigurableModuleClass
  implements NestModule, OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown
{
  private closed: Promise<void> | undefined;

  constructor(
    @Inject(INSTANCE) private readonly instance: SimotelInstance,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
  ) {
    super();
  }

  /** For options that are known when the file is loaded. */
  static override forRoot(options: SimotelModuleOptions): DynamicModule {
    // biome-ignore lint/complexity/noThisInStatic: Nest takes `this` for the class of the module.
    return super.forRoot(options);
  }

  /**
   * For options that come from other providers. `path`, `name`, `isGlobal`, `decorators`, `controller` and `version` stand
   * beside the factory, because the module is built before anything can be injected.
   */
  static override forRootAsync(options: SimotelModuleAsyncOptions): DynamicModule {
    // biome-ignore lint/complexity/noThisInStatic: Nest takes `this` for the class of the module.
    return super.forRootAsync(options);
  }

  /** Nest calls it before it registers routes. */
  configure(): void {
    beforeRoutes(this.host.httpAdapter);
  }

  onModuleInit(): void {
    afterRoutes(this.host.httpAdapter);
    connect(this.instance, this.modules, this.moduleRef);
  }

  /** When what handlers need is there: every module had its `onModuleInit`. */
  onApplicationBootstrap(): void {
    const { hooks, work } = this.instance;
    if (work) hooks.work(work);
  }

  /** Waits for handlers in the first of Nest's shutdown hooks: the server is still there to send their answers. */
  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  /** In case somebody calls this hook alone. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** Once: by the second hook, what the store of the calls needs may be gone. */
  private close(): Promise<void> {
    this.closed ??= closeInstance(this.instance);
    return this.closed;
  }
}

/** The hooks first, so that the tracker misses no event. */
async function closeInstance({ hooks, tracker }: SimotelInstance): Promise<void> {
  await hooks.close();
  await tracker?.close();
}
