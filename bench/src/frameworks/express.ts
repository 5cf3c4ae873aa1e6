import { createServer } from 'node:http';
import { createExpressMiddleware } from '@simotel-hooks/express';
import createApp from 'express';
import { ANSWER, createHooks, type Framework, PATH } from './framework.js';
import { listen } from './listen.js';

export const express: Framework = {
  bare(onBody) {
    const app = createApp();
    app.post(PATH, createApp.json(), (req, res) => {
      onBody(req.body);
      res.json(ANSWER);
    });
    return listen(createServer(app));
  },
  adapter(onCdr) {
    const app = createApp();
    app.use(PATH, createExpressMiddleware(createHooks(onCdr)));
    return listen(createServer(app));
  },
};
