export const CDR = {
  event_name: 'Cdr',
  src: '994',
  dst: '912',
  unique_id: '1613906376.30',
  billsec: '9',
};

export const NEW_STATE = {
  event_name: 'NewState',
  exten: '991',
  state: 'Ringing',
  unique_id: '1610778618.378',
};

/** As the vendor documents it: no JSON parser takes the number. */
export const DAMAGED = '{"event_name": "IncomingCall", "number": 09331112233}';
