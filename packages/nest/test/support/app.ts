import 'reflect-metadata';
import { once } from 'node:events';
import { type AddressInfo, createConnection } from 'node:net';
import {
  type INestApplication,
  Module,
  type ModuleMetadata,
  type NestApplicationOptions,
  type Type,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach } from 'vitest';
import { CDR } from './payloads.js';

/** Tells which copy of Nest is in use. */
export const factory = NestFactory;

export type Platform = 'Express' | 'Fastify';
export const PLATFORMS: readonly Platform[] = ['Express', 'Fastify'];

export const adapterOf = (platform: Platform): AbstractHttpAdapter =>
  platform === 'Express' ? new ExpressAdapter() : new FastifyAdapter();

/** An app: its root module, and what its `main.ts` does. */
export interface Setup extends ModuleMetadata {
  platform?: Platform;
  adapter?: AbstractHttpAdapter;
  options?: NestApplicationOptions;
  /** Before it listens. */
  configure?: (app: INestApplication) => unknown;
}

export interface RunningApp {
  app: INestApplication;
  origin: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Posts text, or an object as JSON; the content type is JSON, whatever is posted. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

const running: INestApplication[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

export function moduleOf(metadata: ModuleMetadata): Type<unknown> {
  class Root {}
  Module(metadata)(Root);
  return Root;
}

export async function createApp(setup: Setup): Promise<INestApplication> {
  const { platform = 'Express', adapter = adapterOf(platform), options, configure, ...metadata } = setup;
  const app = await NestFactory.create(moduleOf(metadata), adapter, {
    logger: false,
    abortOnError: false,
    ...options,
  });
  running.push(app);
  await configure?.(app);
  return app;
}

export async function startApp(setup: Setup): Promise<RunningApp> {
  return listen(await createApp(setup));
}

export async function listen(app: INestApplication): Promise<RunningApp> {
  await app.listen(0, '127.0.0.1');
  const { port }: AddressInfo = app.getHttpServer().address();
  const origin = `http://127.0.0.1:${port}`;
  return {
    app,
    origin,
    fetch: (path, init) => fetch(origin + path, init),
    post: (path, body = CDR, headers = {}) =>
      fetch(origin + path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}

/** Sends text as it is, and gives what comes back until the connection ends or `enough` came. */
export async function sendRaw(origin: string, text: string, enough: RegExp): Promise<string> {
  const socket = createConnection(Number(new URL(origin).port), '127.0.0.1');
  socket.setEncoding('utf8').write(text);
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
    if (enough.test(answer)) socket.destroy();
  });
  await once(socket, 'close');
  return answer;
}
