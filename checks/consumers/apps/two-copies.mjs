import { createRequire } from 'node:module';
import * as esm from '@simotel-hooks/core';

const cjs = createRequire(import.meta.url)('@simotel-hooks/core');

console.log(
  JSON.stringify({
    twoCopies: esm.SimotelError !== cjs.SimotelError,
    esmKnowsErrorsOfCjs: esm.isSimotelError(thrownBy(cjs)),
    cjsKnowsErrorsOfEsm: cjs.isSimotelError(thrownBy(esm)),
    otherErrors: [esm.isSimotelError(new Error('other')), cjs.isSimotelError(new Error('other'))],
    sameEventId: idBy(esm, cjs) === idBy(cjs, esm),
  }),
);

function thrownBy({ decode }) {
  try {
    return decode({ method: 'POST', path: '/', body: '{"event_name":' });
  } catch (error) {
    return error;
  }
}

function idBy({ decode }, { eventId }) {
  return eventId(decode({ method: 'GET', path: '/ExtenAdded', query: 'exten=991&state=Unavailable' }));
}
