import { createEvent, createRequest, toFetch } from '@simotel-hooks/testing';
import { respond } from './mounted.js';

const event = createEvent('Cdr', { data: { billsec: 9 }, callId: '1610778618.378' });

export const seconds: number | undefined = event.data.billsec;
export const answer = respond(toFetch(createRequest(event, { version: 'Rest4' }), 'http://localhost:3000'));
// @ts-expect-error -- Cdr has no such field
createEvent('Cdr', { data: { exten: '991' } });
