import { defineEvent } from './define.js';

/** A sign of life, known from the vendor's SDK only; no field is documented (WF b). See `raw.fields`. */
export type PingData = Record<never, never>;

export const ping = defineEvent('Ping', {});
