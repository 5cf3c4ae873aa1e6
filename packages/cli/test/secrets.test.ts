import { describe, expect, it } from 'vitest';
import { withHiddenSecrets, withoutSecrets } from '../src/http/secrets.js';
import { parseTarget } from '../src/http/target.js';

describe('secrets in an address', () => {
  it.each([
    ['/call?a=1', '/call?a=1', '/call?a=1'],
    ['/call?token=s', '/call', '/call?token=…'],
    ['/call?token=s&a=1', '/call?a=1', '/call?token=…&a=1'],
    ['/call?a=1&API_KEY=s&b=2', '/call?a=1&b=2', '/call?a=1&API_KEY=…&b=2'],
    ['?Token[]=s&access%5Ftoken=s&password=', '', '?Token[]=…&access%5Ftoken=…&password=…'],
    [
      '/call?m=simotel?api-key=s&event_name=Ping',
      '/call?m=simotel?event_name=Ping',
      '/call?m=simotel?api-key=…&event_name=Ping',
    ],
    ['/call?%=1&tokens=2&my_token=3', '/call?%=1&tokens=2&my_token=3', '/call?%=1&tokens=2&my_token=3'],
  ])('%s', (address, without, hidden) => {
    expect(withoutSecrets(address)).toBe(without);
    expect(withHiddenSecrets(address)).toBe(hidden);
  });

  it('are sent, but not shown', () => {
    const target = parseTarget('http://user:hidden-1@127.0.0.1/x?token=hidden-2&a=1');
    expect(target.path).toBe('/x?token=hidden-2&a=1');
    expect(target.url + target.display).not.toContain('hidden');
  });
});
