import type { Attributes } from '@opentelemetry/api';

/** Names the meter and the tracer. */
export const SCOPE = '@simotel-hooks/core';

/*
 * Attributes have the names of the semantic conventions where these have one: `http.response.status_code` and `error.type`
 * are stable, `messaging.*` is not yet, and only on spans.
 */
const EVENT = 'simotel.event.name';
const SOURCE = 'simotel.source';
export const ATTEMPT = 'simotel.attempt';
export const ERROR = 'error.type';
export const STATUS = 'http.response.status_code';
/** `waiting`, `active` or `dead`. */
export const QUEUE_STATE = 'simotel.queue.state';

/** Which event of which PBX; what is not known is left out. */
export const subject = (event: string | null, source: string | null): Attributes => ({
  ...(event !== null && { [EVENT]: event }),
  ...(source !== null && { [SOURCE]: source }),
});

/** What went wrong; nothing where nothing did, as the conventions have it. */
export const errorType = (code: string | null | undefined): Attributes => (code ? { [ERROR]: code } : {});
