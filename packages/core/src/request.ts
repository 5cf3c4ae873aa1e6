/** Any object with the part of the WHATWG `URLSearchParams` that is read here. */
export interface SearchParamsLike {
  forEach(callback: (value: string, key: string) => void): void;
}

/** Any object with the part of the WHATWG `Headers` that is read here. */
export interface HeadersLike {
  get(name: string): string | null;
}

/**
 * One HTTP request, as any framework can describe it. Nothing in it has to be right: Simotel's method,
 * version and content type decide the shape, and `decode` looks for itself (WF a).
 *
 * @example
 * ```ts
 * const request: WebhookRequest = {
 *   method: 'GET',
 *   path: '/call/NewState',
 *   query: 'event_name=NewState&exten=991&state=Idle',
 * };
 * ```
 */
export interface WebhookRequest {
  /** The HTTP method. `decode` does not depend on it: fields are taken from wherever they are. */
  method: string;
  /**
   * The path behind the address that is configured in the PBX: `''` or `'/'` with G versions, `'/NewState'`
   * with Rest versions. A full path works too (see `DecodeOptions.basePath`); it may carry `?query`.
   */
  path: string;
  /** The query: its text (with or without `?`), a `URLSearchParams`, or the object of a framework's parser. */
  query?: string | SearchParamsLike | Readonly<Record<string, unknown>> | undefined;
  /** The headers, names in lower case when it is a plain object. */
  headers?: HeadersLike | Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /**
   * The body: text, bytes (UTF-8), or the object a body parser made of it. Text or bytes are better where you
   * have the choice: a parser turns a bare `1613906376.30` into a number and the last digit is gone.
   */
  body?: unknown;
  /** The sender's address as the framework reports it, for example `req.ip`. */
  ip?: string | undefined;
}

/** The part of a request that is decoded. */
export type Payload = Pick<WebhookRequest, 'path' | 'query' | 'body'>;
