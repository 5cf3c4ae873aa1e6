const { decode, eventId, isSimotelError, safeDecode } = require('@simotel-hooks/core');
const deliveries = require('./deliveries.json');

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
