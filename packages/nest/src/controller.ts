import { All, Controller, Inject, NotFoundException, Req, Res, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { SimotelHooks } from '@simotel-hooks/core';
import type { SimotelModuleExtras } from './options.js';
import { type PlatformRequest, readerOf, webhookRequestOf } from './request.js';
import { ROUTES } from './routes.js';

interface Settings extends Required<Pick<SimotelModuleExtras, 'path' | 'version'>> {
  /** Of the hooks it serves. */
  token: symbol;
}

/** Makes a controller for one address. Each module needs a class of its own: path and decorators belong to the class. */
export function createController(
  { token, path, version }: Settings,
  decorators: readonly ClassDecorator[] = [],
): Type<unknown> {
  @Controller({ path, version })
  class SimotelController {
    constructor(
      @Inject(token) private readonly hooks: SimotelHooks,
      @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    ) {}

    /** Answers through the platform's response, so that interceptors and filters have their say. */
    @All(ROUTES)
    async receive(
      @Req() request: PlatformRequest,
      @Res({ passthrough: true }) response: unknown,
    ): Promise<string> {
      const webhook = webhookRequestOf(request);
      const result = await this.hooks.handle(webhook, { readBody: readerOf(request), httpRequest: request });
      if (!result.matched) {
        throw new NotFoundException(`Cannot ${webhook.method} ${request.originalUrl ?? request.url}`);
      }
      const { httpAdapter } = this.host;
      const { status, headers, body } = result.response;
      httpAdapter.status(response, status);
      for (const name in headers) {
        const value = headers[name];
        if (value !== undefined) httpAdapter.setHeader(response, name, value);
      }
      return body;
    }
  }
  // As decorators above a class are: the last one first.
  for (const decorate of [...decorators].reverse()) decorate(SimotelController);
  return SimotelController;
}
