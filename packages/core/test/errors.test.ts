import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decode, isSimotelError, type SimotelError } from '../src/index.js';

function caught(action: () => unknown): SimotelError {
  try {
    action();
  } catch (error) {
    if (isSimotelError(error)) return error;
  }
  throw new Error('Nothing of ours was thrown.');
}

describe('SimotelError', () => {
  const error = caught(() => decode({ method: 'GET', path: '/newstate', query: 'exten=991&token=t&state=' }));

  it('says what is wrong, where, and what to do', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'SimotelError', code: 'EVENT_INVALID', status: 422 });
    expect(error.message).toBe(
      'NewState cannot do without state; error.issues says what is wrong and error.raw holds what arrived.',
    );
    expect(error.issues).toEqual([{ path: 'state', message: 'state is missing.' }]);
    expect(error.raw).toEqual({ eventName: 'newstate', fields: { exten: '991', token: 't', state: '' } });
  });

  it('tells missing from unusable', () => {
    const survey = caught(() => decode({ method: 'GET', path: '/survey', query: 'point=many' }));
    expect(survey.issues).toEqual([
      { path: 'point', message: 'point is not a whole number; it is left out of data.' },
    ]);
  });

  it('does not show what arrived when it is printed or logged as JSON', () => {
    for (const shown of [inspect(error), JSON.stringify(error), String(error.stack)]) {
      expect(shown).not.toMatch(/991|token/);
    }
  });

  it('is recognised across copies of the package', () => {
    const foreign = Object.defineProperty(new Error('x'), Symbol.for('simotel-hooks.error'), { value: true });
    expect(isSimotelError(foreign)).toBe(true);
    for (const other of [new Error('x'), null, undefined, 'SimotelError', { name: 'SimotelError' }]) {
      expect(isSimotelError(other)).toBe(false);
    }
  });
});
