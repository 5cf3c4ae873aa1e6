/**
 * NestJS module and decorators for the webhooks of a Simotel PBX.
 *
 * @packageDocumentation
 */
export {
  OnAnySimotelEvent,
  OnSimotelError,
  OnSimotelEvent,
  OnUnknownSimotelEvent,
  type SimotelHandlerDecorator,
  type SimotelHandlerOptions,
} from './decorators.js';
export { SimotelModule } from './module.js';
export type {
  SimotelModuleAsyncOptions,
  SimotelModuleExtras,
  SimotelModuleOptions,
  SimotelOptionsFactory,
} from './options.js';
export { getSimotelHooksToken, InjectSimotelHooks } from './tokens.js';
