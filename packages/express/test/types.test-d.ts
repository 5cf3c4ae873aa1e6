/* Checked by tsc, never run: what must compile, and what must not. */
import { createSimotelHooks } from '@simotel-hooks/core';
import express5 from 'express';
import { createExpressMiddleware, type ReceivedEvent } from '../src/index.js';

const hooks = createSimotelHooks({ auth: false });

// Fits every place that takes a middleware.
express5().use('/simotel', createExpressMiddleware(hooks)).get('/simotel', createExpressMiddleware(hooks));
express5.Router().use(createExpressMiddleware(hooks, { bodyLimit: 1000 }));

// What passThrough leaves is typed, and may be absent.
express5().use(createExpressMiddleware(hooks, { passThrough: true }), (req) => {
  const received: ReceivedEvent | undefined = req.simotel;
  if (received?.event.name === 'Cdr') received.event.data.src.length;
  // @ts-expect-error: may be absent
  req.simotel.event;
});

// @ts-expect-error: hooks are required
createExpressMiddleware();
// @ts-expect-error: an unknown option is a mistake
createExpressMiddleware(hooks, { limit: 5 });
