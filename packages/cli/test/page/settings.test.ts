import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/page/state/settings.js';
import { withoutCredentials } from '../../src/page/state/url.js';

const DEFAULTS = { theme: 'system', language: 'en', timeZone: 'Europe/Berlin', calendar: 'gregorian' };

describe('settings', () => {
  it.each([
    null,
    '',
    'nonsense',
    '3',
    'null',
    '[]',
    '{"theme":"pink","language":1,"timeZone":"Mars/Olympus"}',
  ])('are the default ones where %s was kept', (text) =>
    expect(parseSettings(text, 'Europe/Berlin')).toEqual(DEFAULTS),
  );

  it('are those that were kept', () => {
    const kept = { theme: 'dark', language: 'fa', timeZone: 'Asia/Tehran', calendar: 'jalali' };
    expect(parseSettings(JSON.stringify(kept), 'UTC')).toEqual(kept);
  });

  it('use UTC where the browser knows no zone', () => {
    expect(parseSettings(null, '').timeZone).toBe('UTC');
  });
});

describe('the URL of the last replay', () => {
  it('is kept without credentials', () => {
    expect(withoutCredentials('http://me:secret@localhost:3000/a?b=c')).toBe('http://localhost:3000/a?b=c');
    expect(withoutCredentials('me:secret@localhost')).toBe('');
    expect(withoutCredentials('//me:secret@localhost')).toBe('');
  });
});
