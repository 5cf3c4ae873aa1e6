import { createServer } from 'node:http';
import { allOf, basicAuth, createSimotelHooks, ipAllowList, type SimotelHooks } from '@simotel-hooks/core';
import { createFetchHandler } from '@simotel-hooks/core/fetch';
import { createNodeHandler } from '@simotel-hooks/core/node';

const auth = allOf(ipAllowList('10.0.0.0/8'), basicAuth({ username: 'simotel', password: 'secret' }));

export const hooks: SimotelHooks = createSimotelHooks({ auth, dedupe: { ttlMs: 60_000 } });

hooks.on('Cdr', ({ callId, data }, { source, signal }) => [callId?.length, data.src, source, signal.aborted]);
hooks.on(['ExtenAdded', 'ExtenRemoved'], ({ data }) => data.exten.length);
hooks.onUnknown(({ raw }) => Object.keys(raw.fields));
hooks.onError(({ code, event, raw }) => [code, event?.callId, raw?.eventName]);
// @ts-expect-error -- there is no such event
hooks.on('Cdrs', () => {});
// @ts-expect-error -- who may deliver has to be said
createSimotelHooks({});

export const server = createServer(createNodeHandler(hooks, { basePath: '/simotel' }));

export const respond = (request: Request): Promise<Response> => createFetchHandler(hooks)(request);
