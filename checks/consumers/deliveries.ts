import type { WebhookRequest } from '@simotel-hooks/core';
import { expect } from 'vitest';

const cdr = {
  event_name: 'Cdr',
  starttime: '2021-01-16 06:30:37.471398',
  endtime: '2021-01-16 06:30:47.291035',
  src: '09331112233',
  dst: '992',
  type: 'incoming',
  disposition: 'ANSWERED',
  duration: '28',
  billsec: '9',
  wait: '19',
  record: '20210116_1610778618.378.mp3',
  unique_id: '1610778618.378',
};

/** What the consumers are given, each as it would come from an HTTP server. */
export const deliveries: Readonly<Record<string, WebhookRequest>> = {
  'G4 POST, JSON': {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(cdr),
  },
  'Rest GET, query': {
    method: 'GET',
    path: '/NewState',
    query: 'exten=991&state=InUse&participant=%2B989331112233&direction=in&unique_id=1613906376.30',
  },
  'JSON with a leading zero': {
    method: 'POST',
    path: '/',
    body: '{"event_name": "IncomingCall", "number": 09331112233, "entry_point": "to_simo_51_20"}',
  },
  'JSON cut off': {
    method: 'POST',
    path: '/',
    body: '{"event_name": "Cdr", "src": "0933',
  },
};

const id = expect.stringMatching(/^(?:Cdr|NewState|IncomingCall)-[0-9a-f]{32}$/);

/** What the consumers have to print about them. */
export const expectedReports: Readonly<Record<string, unknown>> = {
  'G4 POST, JSON': {
    safe: true,
    id,
    event: {
      kind: 'event',
      name: 'Cdr',
      callId: '1610778618.378',
      originatedCallId: null,
      data: {
        startTime: '2021-01-16T06:30:37.471Z',
        endTime: '2021-01-16T06:30:47.291Z',
        src: '09331112233',
        dst: '992',
        type: 'incoming',
        disposition: 'ANSWERED',
        duration: 28,
        billsec: 9,
        wait: 19,
        record: '20210116_1610778618.378.mp3',
      },
      raw: { eventName: 'Cdr', fields: cdr },
      warnings: [],
    },
  },
  'Rest GET, query': {
    safe: true,
    id,
    event: {
      kind: 'event',
      name: 'NewState',
      callId: '1613906376.30',
      originatedCallId: null,
      data: { exten: '991', state: 'InUse', participant: '+989331112233', direction: 'in' },
      raw: {
        eventName: 'NewState',
        fields: {
          exten: '991',
          state: 'InUse',
          participant: '+989331112233',
          direction: 'in',
          unique_id: '1613906376.30',
        },
      },
      warnings: [],
    },
  },
  'JSON with a leading zero': {
    safe: true,
    id,
    event: {
      kind: 'event',
      name: 'IncomingCall',
      callId: null,
      originatedCallId: null,
      data: { number: '09331112233', entryPoint: 'to_simo_51_20' },
      raw: {
        eventName: 'IncomingCall',
        fields: { event_name: 'IncomingCall', number: '09331112233', entry_point: 'to_simo_51_20' },
      },
      warnings: [{ code: 'BODY_REPAIRED', message: expect.any(String) }],
    },
  },
  'JSON cut off': { safe: false, code: 'BODY_MALFORMED', status: 400 },
};
