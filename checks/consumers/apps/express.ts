import { createExpressMiddleware } from '@simotel-hooks/express';
import express from 'express';
import { hooks } from './mounted.js';

export const app = express();

app.use('/simotel', createExpressMiddleware(hooks));
app.use('/own', createExpressMiddleware(hooks, { passThrough: true }), (req, res) => {
  if (req.simotel?.event.name === 'Cdr') res.json(req.simotel.event.data.src);
});
