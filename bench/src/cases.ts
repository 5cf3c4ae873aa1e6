import type { WebhookRequest } from '@simotel-hooks/core';
import { HTTP } from 'cloudevents';
import { z } from 'zod';

/** One delivery, and what others do with the same bytes. */
export interface Case {
  name: string;
  request: WebhookRequest;
  /** The least anybody can do: parse. Absent where plain parsing fails. */
  floor?: () => unknown;
  /** Parse, then check the fields' types with a bare zod schema. */
  zod?: () => unknown;
  /** A well-known decoder of webhook events; JSON only. */
  cloudevents?: () => unknown;
}

/** The Cdr of the vendor's documentation. */
export const CDR = `{
  "event_name": "Cdr",
  "starttime": "2021-01-16 06:30:37.471398",
  "endtime": "2021-01-16 06:30:37.471398",
  "src": "991",
  "dst": "993",
  "type": "local",
  "disposition": "ANSWERED",
  "billsec": 9,
  "wait": 11,
  "record": "20210116_1610778618.378.mp3",
  "unique_id": "1610778618.378"
}`;

const CDR_QUEUE = `{
  "event_name": "CdrQueue",
  "unique_id": "1610782193.391",
  "src": "992",
  "dst": "993",
  "queue": "902",
  "billsec": "31",
  "wait": "3",
  "duration": "34",
  "agent_wait": "3",
  "disposition": "ANSWERED",
  "hangup": "agent",
  "queue_status": "CONTINUE",
  "record": "20210116_1610782193.391.mp3",
  "answeredtime": "2021-01-16 07:29:56.819506",
  "ringtime": "2021-01-16 07:29:53.382906",
  "starttime": "2021-01-16 07:29:53.310319",
  "endtime": "2021-01-16 07:30:28.794906",
  "detail": [
    {
      "src": "992",
      "dst": "993",
      "billsec": "31",
      "wait": "3",
      "disposition": "ANSWERED",
      "comment": "",
      "tries": "1"
    }
  ]
}`;

const CDR_FORM =
  'event_name=Cdr&starttime=2021-01-16+06%3A30%3A37.471398&endtime=2021-01-16+06%3A30%3A37.471398&src=991&dst=993' +
  '&type=local&disposition=ANSWERED&billsec=9&wait=11&record=20210116_1610778618.378.mp3&unique_id=1610778618.378';

const NEW_STATE =
  '{"event_name":"NewState","exten":"991","state":"InUse","participant":"992","direction":"out","queue":"902","unique_id":"1610778625.386"}';

/** As documented: the number is not valid JSON. */
const INCOMING_CALL =
  '{"event_name": "IncomingCall", "number": 09331112233, "unique_id": "1812081675.213", "entry_point": "to_simo_51_20"}';

/** A schema as one writes it in an afternoon: the types that are on the wire, nothing converted. */
function bareSchema(sample: object): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(sample).map(([key, value]) => [
        key,
        typeof value === 'number'
          ? z.number()
          : Array.isArray(value)
            ? z.array(bareSchema(value[0]))
            : z.string(),
      ]),
    ),
  );
}

const headers = {
  'content-type': 'application/json',
  'ce-id': '1',
  'ce-source': '/simotel',
  'ce-type': 'simotel.event',
  'ce-specversion': '1.0',
};

function json(name: string, body: string): Case {
  const schema = bareSchema(JSON.parse(body));
  return {
    name,
    request: { method: 'POST', path: '/', headers, body },
    floor: () => JSON.parse(body),
    zod: () => schema.parse(JSON.parse(body)),
    cloudevents: () => HTTP.toEvent({ headers, body }),
  };
}

function form(name: string, text: string, request: WebhookRequest): Case {
  const parse = () => Object.fromEntries(new URLSearchParams(text));
  const schema = bareSchema(parse());
  return { name, request, floor: parse, zod: () => schema.parse(parse()) };
}

export const cases: Case[] = [
  json('Cdr, JSON text', CDR),
  json('CdrQueue, JSON text', CDR_QUEUE),
  form('Cdr, query', CDR_FORM, { method: 'GET', path: '/', query: CDR_FORM }),
  form('Cdr, form', CDR_FORM, { method: 'POST', path: '/', body: CDR_FORM }),
  {
    ...json('NewState, parsed object', NEW_STATE),
    request: { method: 'POST', path: '/', body: JSON.parse(NEW_STATE) },
  },
  { name: 'IncomingCall, damaged JSON', request: { method: 'POST', path: '/', body: INCOMING_CALL } },
];
