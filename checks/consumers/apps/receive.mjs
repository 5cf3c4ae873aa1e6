import * as core from '@simotel-hooks/core';
import * as calls from '@simotel-hooks/core/calls';
import * as fetching from '@simotel-hooks/core/fetch';
import * as node from '@simotel-hooks/core/node';
import receiving from './receiving.cjs';

console.log(JSON.stringify(await receiving({ ...core, ...calls, ...fetching, ...node })));
