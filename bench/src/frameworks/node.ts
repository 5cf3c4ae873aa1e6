import { createServer } from 'node:http';
import { createNodeHandler } from '@simotel-hooks/core/node';
import { ANSWER, createHooks, type Framework, PATH } from './framework.js';
import { listen } from './listen.js';

export const node: Framework = {
  bare: (onBody) =>
    listen(
      createServer((request, response) => {
        let text = '';
        request.setEncoding('utf8');
        request.on('data', (chunk) => {
          text += chunk;
        });
        request.on('end', () => {
          onBody(JSON.parse(text));
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(ANSWER));
        });
      }),
    ),
  adapter: (onCdr) => listen(createServer(createNodeHandler(createHooks(onCdr), { basePath: PATH }))),
};
