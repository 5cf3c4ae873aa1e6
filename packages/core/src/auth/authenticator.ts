import type { WebhookRequest } from '../request.js';

/** `false` refuses a delivery, `true` accepts it, an object accepts it and names the PBX that sent it. */
export type AuthResult = boolean | { source: string };

/**
 * Decides who may deliver events, before the body is read: `request.body` is `undefined` here. It may ask a database;
 * one that throws is answered with 500 (`AUTH_FAILED`), never let through. {@link basicAuth}, {@link queryToken},
 * {@link headerToken}, {@link ipAllowList}, {@link anyOf} and {@link allOf} build one; your own function is one too.
 *
 * @example
 * ```ts
 * const auth: Authenticator = async ({ ip }) => {
 *   const pbx = await findPbxByAddress(ip);
 *   return pbx ? { source: pbx.name } : false;
 * };
 * ```
 */
export interface Authenticator {
  (request: WebhookRequest): AuthResult | Promise<AuthResult>;
  /** Where it finds its secrets; they are removed from `raw.fields` and `delivery.request`. */
  readonly secrets?: AuthSecrets;
}

/** The names of what carries secrets; `Authorization` and `Cookie` headers are always treated as secret. */
export interface AuthSecrets {
  /** Keys of the query. */
  readonly query?: readonly string[];
  /** Names of headers, in lower case. */
  readonly headers?: readonly string[];
}
