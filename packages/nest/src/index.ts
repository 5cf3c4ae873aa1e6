/**
 * NestJS module and decorators for the webhooks of a Simotel PBX.
 *
 * @packageDocumentation
 */
export { OnCallEnd, OnCallUpdate } from './call-decorators.js';
export { OnAnySimotelEvent, OnSimotelError, OnSimotelEvent, OnUnknownSimotelEvent } from './decorators.js';
export { SimotelModule } from './module.js';
export type {
  SimotelFactoryOptions,
  SimotelModuleAsyncOptions,
  SimotelModuleExtras,
  SimotelModuleOptions,
  SimotelOptionsFactory,
} from './options.js';
export type { SimotelHandlerDecorator, SimotelHandlerOptions } from './subscribe.js';
export {
  getCallTrackerToken,
  getSimotelHooksToken,
  InjectCallTracker,
  InjectSimotelHooks,
} from './tokens.js';
