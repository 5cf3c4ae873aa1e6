import { fastifySimotel } from '@simotel-hooks/fastify';
import createApp from 'fastify';
import { ANSWER, createHooks, type Framework, PATH } from './framework.js';
import { portOf } from './listen.js';

export const fastify: Framework = {
  async bare(onBody) {
    const app = createApp();
    app.post(PATH, async ({ body }) => {
      onBody(body);
      return ANSWER;
    });
    await app.listen();
    return portOf(app.server);
  },
  async adapter(onCdr) {
    const app = createApp();
    await app.register(fastifySimotel, { prefix: PATH, hooks: createHooks(onCdr) });
    await app.listen();
    return portOf(app.server);
  },
};
