import { describe, expect, it, vi } from 'vitest';
import type { Authenticator, AuthResult } from '../../src/auth/authenticator.js';
import { basicAuth } from '../../src/auth/basic-auth.js';
import { allOf, anyOf } from '../../src/auth/combine.js';
import { headerToken } from '../../src/auth/header-token.js';
import { ipAllowList } from '../../src/auth/ip-allow-list.js';
import { queryToken } from '../../src/auth/query-token.js';
import { accept, basicHeader, mistakeOf, refuse, request, thenable, untyped, withBasic } from './support.js';

/** How a member answers: a result, or an error that it throws. */
type Answer = AuthResult | Error;

const A: Answer = { source: 'a' };
const B: Answer = { source: 'b' };
const down = new Error('down');
const late = new Error('late');

const inTime = (answer: Answer): Authenticator =>
  vi.fn(() => {
    if (answer instanceof Error) throw answer;
    return answer;
  });

const afterwards = (answer: Answer): Authenticator =>
  vi.fn(async () => {
    await Promise.resolve();
    if (answer instanceof Error) throw answer;
    return answer;
  });

/** What comes out, an error that is thrown included. */
async function outcome(authenticator: Authenticator): Promise<Answer> {
  try {
    return await authenticator(request());
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

const members: [string, (answer: Answer, index: number) => Authenticator][] = [
  ['synchronous', inTime],
  ['asynchronous', afterwards],
  ['the first asynchronous', (answer, index) => (index === 0 ? afterwards : inTime)(answer)],
  ['the first synchronous', (answer, index) => (index === 0 ? inTime : afterwards)(answer)],
];

interface Row {
  answers: readonly Answer[];
  any: Answer;
  all: Answer;
}

const table: Row[] = [
  { answers: [true], any: true, all: true },
  { answers: [false], any: false, all: false },
  { answers: [A], any: A, all: A },
  { answers: [down], any: down, all: down },
  { answers: [true, true], any: true, all: true },
  { answers: [true, false], any: true, all: false },
  { answers: [false, true], any: true, all: false },
  { answers: [false, false], any: false, all: false },
  { answers: [A, true], any: A, all: A },
  { answers: [true, A], any: A, all: A },
  { answers: [A, false], any: A, all: false },
  { answers: [false, A], any: A, all: false },
  { answers: [A, B], any: A, all: false },
  { answers: [B, A], any: B, all: false },
  { answers: [A, { source: 'a' }], any: A, all: A },
  { answers: [true, B, A], any: B, all: false },
  { answers: [true, true, B], any: B, all: B },
  { answers: [A, A, B], any: A, all: false },
  { answers: [down, true], any: true, all: down },
  { answers: [true, down], any: true, all: down },
  { answers: [down, A], any: A, all: down },
  { answers: [down, false], any: down, all: false },
  { answers: [false, down], any: down, all: false },
  { answers: [down, late], any: down, all: down },
  { answers: [down, false, true], any: true, all: false },
  { answers: [down, A, B], any: A, all: down },
];

const label = ({ answers }: Row) =>
  answers.map((answer) => (answer instanceof Error ? 'throws' : JSON.stringify(answer)));

describe.each(members)('%s members', (_, member) => {
  it.each(table.map((row) => ({ ...row, label: label(row).join(', ') })))(
    '$label',
    async ({ answers, any, all }) => {
      for (const [combine, expected] of [
        [anyOf, any],
        [allOf, all],
      ] as const) {
        const authenticators = answers.map(member);
        expect(await outcome(combine(...authenticators))).toEqual(expected);
        for (const each of authenticators) expect(each).toHaveBeenCalledExactlyOnceWith(request());
      }
    },
  );
});

it('stays synchronous where all members are, and only then', () => {
  for (const combine of [anyOf, allOf]) {
    expect(combine(accept, accept)(request())).toBe(true);
    expect(combine(refuse, refuse)(request())).toBe(false);
    expect(combine(accept, async () => true)(request())).toBeInstanceOf(Promise);
    expect(() => combine(inTime(down), inTime(down))(request())).toThrow(down);
  }
});

it('asks asynchronous members at the same time', async () => {
  let done = () => {};
  const first: Authenticator = () =>
    new Promise((resolve) => {
      done = () => resolve(true);
    });
  // The first one is answered only once the second one is asked.
  const second: Authenticator = async () => {
    done();
    return true;
  };
  expect(await allOf(first, second)(request())).toBe(true);
});

it('waits for promises of others', async () => {
  const foreign: Authenticator = () => thenable(false);
  expect(await allOf(accept, foreign)(request())).toBe(false);
  expect(await anyOf(refuse, foreign)(request())).toBe(false);
});

it.each([undefined, null, 'yes', 1, {}, { source: 5 }, [], () => true])(
  'takes %j of a member for a refusal',
  async (result) => {
    const odd: Authenticator = () => untyped<boolean>(result);
    const oddLater: Authenticator = async () => untyped<boolean>(result);
    for (const each of [odd, oddLater]) {
      expect(await anyOf(each, refuse)(request())).toBe(false);
      expect(await anyOf(each, accept)(request())).toBe(true);
      expect(await allOf(each, accept)(request())).toBe(false);
    }
  },
);

it('combines what is combined', () => {
  const network = ipAllowList('10.0.0.0/8');
  const auth = anyOf(
    allOf(network, basicAuth({ username: 'u', password: 'p', source: 'lan' })),
    queryToken('key', { token: 't', source: 'cloud' }),
  );
  expect(auth({ ...withBasic('u', 'p'), ip: '10.1.1.1' })).toEqual({ source: 'lan' });
  expect(auth({ ...withBasic('u', 'p'), ip: '11.1.1.1' })).toBe(false);
  expect(auth({ ...withBasic('u', 'x'), ip: '10.1.1.1' })).toBe(false);
  expect(auth(request({ path: '/?key=t' }))).toEqual({ source: 'cloud' });
  expect(auth(request({ path: '/?key=t', headers: { authorization: basicHeader('u', 'p') } }))).toEqual({
    source: 'cloud',
  });
});

it('says where all of its secrets are', () => {
  const own: Authenticator = Object.assign((): AuthResult => true, { secrets: { query: ['mine', 'key'] } });
  for (const combine of [anyOf, allOf]) {
    const inner = combine(queryToken('key', 't'), headerToken('X-Key', 't'));
    expect(combine(inner, own, basicAuth({ username: 'u', password: 'p' })).secrets).toEqual({
      query: ['key', 'mine'],
      headers: ['x-key'],
    });
  }
});

describe('mistakes at the start', () => {
  it.each([
    ['anyOf', anyOf],
    ['allOf', allOf],
  ])('of %s', (name, combine) => {
    expect(mistakeOf(() => combine())).toBe(`${name} needs at least one authenticator.`);
    for (const wrong of [undefined, null, true, [accept], { username: 'u', password: 's3cret' }]) {
      const message = mistakeOf(() => combine(accept, untyped<Authenticator>(wrong)), 's3cret');
      expect(message).toContain(name);
      expect(message).toContain('index 1');
    }
  });
});
