import autocannon from 'autocannon';
import { CDR } from './cases.js';
import { HEADERS } from './delivery.js';
import { PATH } from './frameworks/framework.js';
import { answerParent, Load, type Outcome } from './protocol.js';

/* Sends deliveries, as fast as they are answered, to the server it is told. */

/** Autocannon puts an id of its own in. */
const CDR_OF_MANY_CALLS = JSON.stringify({ ...JSON.parse(CDR), unique_id: '[<id>]' });

/** Enough for a server that is never idle, and few enough for the time of an answer to say something. */
const CONNECTIONS = 32;

answerParent((question) => run(Load.parse(question)));

function run({ port, seconds, ofManyCalls }: Load): Promise<Outcome> {
  // Autocannon itself keeps whole milliseconds.
  const milliseconds: number[] = [];
  const begin = performance.now();
  let end = begin;
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: `http://127.0.0.1:${port}${PATH}`,
        method: 'POST',
        headers: HEADERS,
        body: ofManyCalls ? CDR_OF_MANY_CALLS : CDR,
        idReplacement: ofManyCalls,
        connections: CONNECTIONS,
        duration: seconds,
        // How long it takes to notice that the time is over.
        sampleInt: 50,
      },
      (error, result) => {
        if (error) reject(error);
        const answers = result['2xx'];
        milliseconds.sort((a, b) => a - b);
        resolve({
          answers,
          failures: milliseconds.length - answers + result.errors,
          rate: (answers * 1000) / (end - begin),
          p99: milliseconds[Math.floor(milliseconds.length * 0.99)] ?? Number.NaN,
        });
      },
    );
    instance.on('response', (_client, _status, _bytes, taken) => {
      milliseconds.push(taken);
      end = performance.now();
    });
  });
}
