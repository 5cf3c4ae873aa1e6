/**
 * A delivery as a {@link DeliveryQueue} keeps it: plain JSON, as it arrived and not decoded, so that a later version can read
 * what this one cannot. Credentials are not in it: no headers and keys of the query that `auth` looks at, none of the headers that
 * usually carry some, no user and password of an address.
 */
export interface StoredDelivery {
  /** `delivery.id`: a random UUID. */
  readonly id: string;
  /** When it arrived, in ISO 8601, by the clock of the receiver. */
  readonly receivedAt: string;
  /** The PBX that sent it, as `auth` named it. */
  readonly source: string | null;
  readonly request: StoredRequest;
}

/** The request of a {@link StoredDelivery}. At most one of `body`, `bodyBase64` and `bodyParsed` is there. */
export interface StoredRequest {
  readonly method: string;
  /** Behind the address that is configured in the PBX; it may carry `?query`. */
  readonly path: string;
  /** Where it came apart from the path: its text, or the object of a framework's parser. */
  readonly query?: string | Readonly<Record<string, unknown>>;
  /**
   * Names in lower case; no others than `content-type`, `user-agent`, `host`, `forwarded`, `x-forwarded-for`, `x-real-ip`,
   * `x-request-id`, `traceparent` and `tracestate`.
   */
  readonly headers: Readonly<Record<string, string>>;
  /** A body that is text, in UTF-8. */
  readonly body?: string;
  /** The bytes of any other, in Base64. */
  readonly bodyBase64?: string;
  /** What a body parser made of it, where the bytes were gone. */
  readonly bodyParsed?: unknown;
  readonly ip: string | null;
}
