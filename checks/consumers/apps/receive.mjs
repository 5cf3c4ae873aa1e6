import { basicAuth, createSimotelHooks } from '@simotel-hooks/core';
import { createFetchHandler } from '@simotel-hooks/core/fetch';
import { createNodeHandler } from '@simotel-hooks/core/node';
import receiving from './receiving.cjs';

console.log(
  JSON.stringify(await receiving({ basicAuth, createSimotelHooks, createNodeHandler, createFetchHandler })),
);
