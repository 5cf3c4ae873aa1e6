import { createBullMQQueue } from '@simotel-hooks/bullmq';
import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';

const {
  REDIS_URL = 'redis://127.0.0.1:6379',
  SIMOTEL_USER = 'simotel',
  SIMOTEL_PASSWORD = 'secret',
} = process.env;

/** What receivers and workers share: the same queue, and the same view of the PBX. */
export const hooks = createSimotelHooks({
  auth: basicAuth({ username: SIMOTEL_USER, password: SIMOTEL_PASSWORD, source: 'shop' }),
  timeZone: 'UTC',
  queue: createBullMQQueue({ connection: REDIS_URL }),
});
hooks.onError((error, { attempt }) => console.error(error.code, 'at try', attempt));
