import { readFileSync } from 'node:fs';
import { decode, eventId, isSimotelError, safeDecode } from '@simotel-hooks/core';

const deliveries = JSON.parse(readFileSync(new URL('deliveries.json', import.meta.url), 'utf8'));

console.log(
  JSON.stringify(Object.fromEntries(Object.entries(deliveries).map(([title, it]) => [title, report(it)]))),
);

function report(request) {
  const safe = safeDecode(request).success;
  try {
    const event = decode(request);
    return { safe, id: eventId(event), event };
  } catch (error) {
    if (!isSimotelError(error)) throw error;
    return { safe, code: error.code, status: error.status };
  }
}
