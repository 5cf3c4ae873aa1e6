import { createSimotelHooks } from '@simotel-hooks/core';
import { createNodeHandler } from '@simotel-hooks/core/node';
import { describe, it } from 'vitest';
import { runAdapterSuite } from '../src/index.js';
import { listen, plainHost, readToEnd } from './hosts/server.js';

runAdapterSuite(
  {
    name: 'createNodeHandler',
    canDrain: true,
    async start({ options, basePath, bodyLimit, drain, mounted }) {
      const hooks = mounted ? createSimotelHooks(options) : undefined;
      const handler =
        hooks && createNodeHandler(hooks, { basePath, ...(bodyLimit !== undefined && { bodyLimit }) });
      return listen(async (request, response) => {
        if (drain) await readToEnd(request);
        if (handler) handler(request, response, () => plainHost(request, response));
        else plainHost(request, response);
      }, hooks);
    },
  },
  { describe, it },
);
