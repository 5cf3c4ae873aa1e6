/** A delivery as `listen --save` and the inspector write it to a file, without credentials. Field order is that of the file. */
export interface SavedDelivery {
  /** Names the format, so that another one can follow. */
  readonly format: 'simotel-hooks/delivery@1';
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly source: string | null;
  readonly request: SavedRequest;
  /** What it was understood as when it came, for people; `decode` and `replay` do not look at it. */
  readonly event: { readonly name: string | null; readonly callId: string | null } | null;
  /** What the sender was answered. */
  readonly status: number;
}

export interface SavedRequest {
  readonly method: string;
  /** The path behind the address, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body where it is UTF-8 text. */
  readonly body?: string;
  /** The body where it is not. */
  readonly bodyBase64?: string;
  readonly ip: string | null;
}
