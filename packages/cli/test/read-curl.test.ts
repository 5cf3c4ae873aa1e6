import { decode } from '@simotel-hooks/core';
import { describe, expect, it } from 'vitest';
import { toCurl } from '../src/delivery/curl.js';
import { CliError } from '../src/errors.js';
import { readCurl } from '../src/read/curl.js';
import { readRequest } from '../src/read/read-request.js';
import { sampleById } from '../src/tour/samples.js';

const FORM = 'application/x-www-form-urlencoded';

function read(text: string) {
  const { request, how } = readRequest(Buffer.from(text, 'utf8'));
  expect(how).toBe('curl command');
  return { ...request, body: Buffer.from(request.body).toString('utf8') };
}

function refusalOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('the commands of the vendor', () => {
  const curl = 'curl -u username:password --location --request';

  it.each(['wiki-setting-g4-get', 'wiki-setting-rest4-get'])('%s', (id) => {
    const { pathname, search } = new URL(sampleById(id).raw);
    for (const quote of ["'", '"', '']) {
      const request = read(`${curl} GET ${quote}${sampleById(id).raw}${quote}`);
      expect(request).toEqual({ method: 'GET', path: pathname + search, headers: {}, body: '', ip: null });
    }
  });

  it.each(['wiki-setting-g4-post', 'wiki-setting-rest4-post'])('%s', (id) => {
    const { raw } = sampleById(id);
    const request = read(
      `${curl} POST 'http://192.168.51.193/call/' \\\n--header 'Content-Type: application/json' \\\n--data-raw '${raw}'`,
    );
    expect(request).toMatchObject({
      method: 'POST',
      path: '/call/',
      headers: { 'content-type': 'application/json' },
      body: raw,
    });
    expect(decode({ ...request, ip: undefined })).toMatchObject({ name: 'NewState', data: { exten: '991' } });
  });
});

describe('what browsers copy', () => {
  it('Chrome, for bash', () => {
    const request = read(`curl 'http://localhost:3000/call/' \\
  -H 'Accept: */*' \\
  -H 'Accept-Language: en-US,en;q=0.9' \\
  -b 'session=secret' \\
  -H 'Content-Type: application/json' \\
  -H 'sec-ch-ua: "Chromium";v="130", "Not?A_Brand";v="99"' \\
  --data-raw $'{"event_name":"Survey","label":"it\\'s \\u0633\\u0644\\u0627\\u0645\\u0021\\\\n","point":5}' \\
  --compressed \\
  --insecure ;
`);
    expect(request.headers).toEqual({
      accept: '*/*',
      'accept-language': 'en-US,en;q=0.9',
      'content-type': 'application/json',
      'sec-ch-ua': '"Chromium";v="130", "Not?A_Brand";v="99"',
    });
    expect(JSON.parse(request.body)).toEqual({ event_name: 'Survey', label: "it's سلام!\n", point: 5 });
  });

  it('Firefox', () => {
    const request = read(
      "curl 'http://localhost:3000/call/?a=1' -X POST -H 'User-Agent: Mozilla/5.0' -H 'Content-Type: text/plain' " +
        "--data-raw $'event_name=Survey\\n&label=\\xe9'",
    );
    expect(request).toMatchObject({
      method: 'POST',
      path: '/call/?a=1',
      body: 'event_name=Survey\n&label=é',
    });
  });

  it('Chrome, for cmd of Windows', () => {
    const request = read(
      [
        'curl ^"http://localhost:3000/call/?a=1^&b=2^" ^',
        '  -H ^"Content-Type: application/json^" ^',
        '  --data-raw ^"^{^\\^"event_name^\\^":^\\^"Cdr^\\^",^\\^"billsec^\\^":9^}^"',
      ].join('\r\n'),
    );
    expect(request).toMatchObject({
      path: '/call/?a=1&b=2',
      headers: { 'content-type': 'application/json' },
      body: '{"event_name":"Cdr","billsec":9}',
    });
  });

  it('an example for cmd, with the carets of its lines only', () => {
    const request = read('curl -X POST ^\r\n -H "X-Kept: a^b" ^\r\n -d "{\\"a\\":1}" http://h/x');
    expect(request).toMatchObject({ headers: { 'x-kept': 'a^b' }, body: '{"a":1}' });
  });
});

describe('a curl command', () => {
  it.each([
    ['$ curl http://h/call', { method: 'GET', path: '/call', headers: {}, body: '' }],
    ['# a comment\n\n$ /usr/bin/curl http://h/x', { path: '/x' }],
    ['curl.exe http://h/x', { path: '/x' }],
    ['"C:\\Program Files\\curl.exe" http://h/x', { path: '/x' }],
    ['curl h:3000', { path: '/' }],
    [
      'curl http://h/?event_name=NewState&exten=991&state=Idle',
      { path: '/?event_name=NewState&exten=991&state=Idle' },
    ],
    ['curl http://h/?a=1&b= -d x', { path: '/?a=1&b=', body: 'x' }],
    ['curl http://h/?a=1 & echo done', { path: '/?a=1' }],
    ['curl http://h/?a=1 | jq . -d x', { path: '/?a=1', body: '' }],
    ['curl http://h/?a=1 && curl http://other/', { path: '/?a=1' }],
    ['curl http://h/x > file -d x', { path: '/x', body: '' }],
    ['curl http://h/x#top', { path: '/x' }],
    ['curl "http://h/$PATH?x=$HOME&y=$"', { path: '/$PATH?x=$HOME&y=$' }],
    ["curl http://h/x -d 'it'\\''s'", { body: "it's" }],
    ['curl -XPUT http://h/x', { method: 'PUT' }],
    ['curl -sSLkX DELETE http://h/x', { method: 'DELETE' }],
    ['curl --request=PATCH http://h/x', { method: 'PATCH' }],
    ['curl -X post http://h/x', { method: 'POST' }],
    ['curl -I http://h/x', { method: 'HEAD', body: '' }],
    ['curl -da=1 -d b=2 http://h/x', { method: 'POST', body: 'a=1&b=2', headers: { 'content-type': FORM } }],
    ["curl -d '' http://h/x", { method: 'POST', body: '', headers: { 'content-type': FORM } }],
    ['curl -d -1 http://h/x', { body: '-1' }],
    ['curl -X GET -d a=1 http://h/x', { method: 'GET', path: '/x', body: 'a=1' }],
    [
      'curl -G -d a=1 --data-urlencode "b=x y&z" http://h/x',
      { method: 'GET', path: '/x?a=1&b=x%20y%26z', body: '' },
    ],
    ['curl -G -d a=1 http://h/x?b=2', { path: '/x?b=2&a=1', headers: {} }],
    ['curl --url-query "a=x y" http://h/x', { method: 'GET', path: '/x?a=x%20y' }],
    ['curl --data-urlencode "سلام" http://h/x', { body: '%D8%B3%D9%84%D8%A7%D9%85' }],
    ['curl --data-urlencode "=a=b" http://h/x', { body: 'a%3Db' }],
    ['curl --data-raw @not-a-file http://h/x', { body: '@not-a-file' }],
    [
      "curl --json '{\"a\":' --json '1}' http://h/x",
      {
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      },
    ],
    [
      'curl --json {} -H "content-type: text/x" http://h/x',
      { headers: { 'content-type': 'text/x', accept: 'application/json' } },
    ],
    ['curl -H "Content-Type:" -d a=1 http://h/x', { body: 'a=1', headers: {} }],
    [
      'curl -H "X-Empty;" -H "X-Twice: 1" -H "x-twice:2" http://h/x',
      { headers: { 'x-empty': '', 'x-twice': ['1', '2'] } },
    ],
    [
      'curl -A agent -e http://ref/ http://h/x',
      { headers: { 'user-agent': 'agent', referer: 'http://ref/' }, path: '/x' },
    ],
    ['curl -A agent -H "User-Agent: other" http://h/x', { headers: { 'user-agent': 'other' } }],
    ['curl --max-time 3 -o file --connect-timeout 5 -x http://proxy:1 http://h/x', { path: '/x' }],
    [
      'curl -m3 -w "%{http_code}" --retry 2 --resolve h:80:1.2.3.4 --cacert ca.pem http://h/x',
      { path: '/x' },
    ],
    ['curl -u name:secret --url http://h/x', { path: '/x', headers: {} }],
    ['curl http://h/x http://other/y', { path: '/x' }],
    ['curl \\  \n  http://h/x', { path: '/x' }],
    ['curl --some-new-flag http://h/x -- -d', { path: '/x' }],
    ['curl "http://h/?detail[0][src]=992"', { path: '/?detail[0][src]=992' }],
  ])('%s', (command, expected) => {
    expect(read(command)).toMatchObject(expected);
    if ('headers' in expected) expect(read(command).headers).toEqual(expected.headers);
  });

  it.each([
    ['curl -d @body.json http://h/x', '--data from a file'],
    ['curl --data-binary @- http://h/x', '--data-binary from a file'],
    ['curl --json @x http://h/x', '--json from a file'],
    ['curl --data-urlencode name@file http://h/x', '--data-urlencode from a file'],
    ['curl -H @headers http://h/x', '--header from a file'],
    ['curl -T file http://h/x', '--upload-file from a file'],
    ['curl -F a=b http://h/x', 'multipart form (-F)'],
    ['curl -d a=1', 'no URL'],
    ['curl "${" http://h/x', 'cannot be read'],
  ])('%s is refused', (command, reason) => {
    expect(refusalOf(command)).toContain(reason);
  });

  it('is not seen in other text', () => {
    for (const text of ['curling=1', 'curl', '{"curl ":1}', 'a curl http://h', 'curl/8.1']) {
      expect(readCurl(text)).toBeUndefined();
    }
  });

  it('reads back what the inspector offers', () => {
    const request = {
      method: 'POST',
      path: "/New'State?a=$x&b=!`",
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"label":"it\'s\\n$5 \\\\ سلام",\r\n"x":1}'),
      ip: null,
    };
    const back = read(toCurl(request, 'http://127.0.0.1:3000/call'));
    expect(back).toEqual({ ...request, path: `/call${request.path}`, body: request.body.toString('utf8') });
  });
});
