/**
 * How a query or a form can carry nested values without loss (WF f). Empty lists and records need one of the first two.
 *
 * - `json`: as JSON text, `detail=[{"src":"992"}]` (`json.dumps` first, then `urlencode`).
 * - `python-repr`: as a Python literal, `detail=[{'src': '992'}]` (urllib `urlencode`).
 * - `repeated-repr`: a list as a repeated key, one literal an item (urllib with `doseq`, httpx).
 * - `brackets`: `detail[0][src]=992` (PHP, jQuery, qs).
 * - `dots`: `detail[0].src=992` (qs with dots).
 */
export const QUERY_ENCODERS = ['json', 'python-repr', 'repeated-repr', 'brackets', 'dots'] as const;

/**
 * How the body of a G4 or Rest4 POST can be written (WF c, f).
 *
 * - `json`: as JSON, which is what the vendor documents.
 * - `python-literal`: as `str(dict)`, the form of three of its samples. `decode` warns with `BODY_REPAIRED`.
 */
export const BODY_ENCODERS = ['json', 'python-literal'] as const;

/**
 * What senders do to nested values in a query or a form when nobody looks (WF f). `decode` warns with `FIELD_LOST`.
 *
 * - `lossy-keys`: only the keys arrive, `detail=src&detail=dst` (requests).
 * - `lossy-objects`: not even those, `detail=[object Object]` (jQuery, traditional).
 */
export const LOSSY_ENCODERS = ['lossy-keys', 'lossy-objects'] as const;

/** An encoder of queries and forms. */
export type PairEncoder = (typeof QUERY_ENCODERS)[number] | (typeof LOSSY_ENCODERS)[number];

/** An encoder of G4 and Rest4 bodies. */
export type BodyEncoder = (typeof BODY_ENCODERS)[number];

/** A way of writing fields: one of {@link QUERY_ENCODERS}, {@link BODY_ENCODERS} and {@link LOSSY_ENCODERS}. */
export type Encoder = PairEncoder | BodyEncoder;

export const isPairEncoder = (encoder: Encoder): encoder is PairEncoder => encoder !== 'python-literal';

export const isBodyEncoder = (encoder: Encoder): encoder is BodyEncoder =>
  BODY_ENCODERS.some((known) => known === encoder);
