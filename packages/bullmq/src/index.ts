/**
 * Keeps the deliveries of a Simotel PBX in Redis or Valkey until they are handled, for the receivers and workers of many machines:
 * a queue on BullMQ, and a store for calls that processes share.
 *
 * @packageDocumentation
 */
export { createRedisCallStore, type RedisCallStore } from './call-store/call-store.js';
export type { RedisCallStoreOptions } from './call-store/options.js';
export type { BullMQQueueOptions } from './options.js';
export { type BullMQQueue, createBullMQQueue } from './queue.js';
