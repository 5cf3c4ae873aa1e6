const { createServer } = require('node:http');

const CDR = '{"event_name":"Cdr","src":"09331112233","dst":"992","unique_id":"1610778618.378"}';

/** Delivers a call to hooks in both ways of mounting them, and says what became of it. */
module.exports = async (library) => {
  const { basicAuth, createSimotelHooks, createNodeHandler, createFetchHandler, trackCalls } = library;
  const calls = [];
  const auth = basicAuth({ username: 'simotel', password: 'secret' });
  const hooks = createSimotelHooks({ auth, logger: {} });
  hooks.on('Cdr', ({ callId, data }) => calls.push([callId, data.src]));
  const tracker = trackCalls(hooks);
  const ended = [];
  tracker.on('end', ({ id, from, evidence }) => ended.push([id, from, evidence]));

  const server = createServer(createNodeHandler(hooks, { basePath: '/simotel' }));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const handler = createFetchHandler(hooks, { basePath: '/simotel' });

  const mounted = { node: fetch, fetch: (url, init) => handler(new Request(url, init)) };
  const answers = {};
  for (const [name, send] of Object.entries(mounted)) {
    answers[name] = [
      await deliver(send, `${origin}/simotel`, 'secret'),
      await deliver(send, `${origin}/simotel`, 'wrong'),
      await deliver(send, `${origin}/other`, 'secret'),
    ];
  }
  await hooks.close();
  answers.closed = await deliver(fetch, `${origin}/simotel`, 'secret');
  server.close();
  await tracker.close();
  return { calls, answers, ended };
};

async function deliver(send, url, password) {
  const headers = { authorization: `Basic ${btoa(`simotel:${password}`)}` };
  const response = await send(url, { method: 'POST', headers, body: CDR });
  await response.arrayBuffer();
  return response.status;
}
