import type { Expected } from './expect.js';

const NEW_STATE_PAIRS =
  'exten=991&state=InUse&participant=992&direction=out&queue=902&unique_id=1610778625.380';

const NEW_STATE_JSON =
  '"exten": "991", "state": "InUse", "participant": "992", "direction": "out", "queue": "902", "unique_id": "1610778625.380"}';

/** The vendor's sample, in each form a version of Simotel sends (WF a, b). The last digit of the id tells text from numbers. */
export const NEW_STATE = {
  query: `event_name=NewState&${NEW_STATE_PAIRS}`,
  json: `{"event_name": "NewState", ${NEW_STATE_JSON}`,
  /** Where the path names the event. */
  nameless: { query: NEW_STATE_PAIRS, json: `{${NEW_STATE_JSON}` },
} as const;

export const NEW_STATE_EVENT: Expected = {
  name: 'NewState',
  callId: '1610778625.380',
  data: { exten: '991', state: 'InUse', participant: '992', direction: 'out', queue: '902' },
};

/** Another call, for tests that need several. */
export const newStateOf = (callId: string) => `event_name=NewState&exten=991&state=Idle&unique_id=${callId}`;

export const JSON_TYPE = { 'content-type': 'application/json' } as const;
export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' } as const;
/** No parser of a host wants this, so the receiver reads the body itself, wherever parsers run. */
export const OPAQUE_TYPE = { 'content-type': 'application/octet-stream' } as const;
