import { describe, expect, it } from 'vitest';
import { CliError } from '../src/errors.js';
import { joinTarget, parseTarget } from '../src/http/target.js';

describe('parseTarget', () => {
  it('takes credentials out of the URL', () => {
    const target = parseTarget(' http://sim%40otel:p%3Ass@127.0.0.1:3000/call/?m=simotel#top ');
    expect(target).toEqual({
      url: 'http://127.0.0.1:3000/call/?m=simotel',
      display: 'http://127.0.0.1:3000/call/?m=simotel',
      origin: 'http://127.0.0.1:3000',
      path: '/call/?m=simotel',
      credentials: { username: 'sim@otel', password: 'p:ss' },
    });
    expect(parseTarget('https://example.com').credentials).toBeNull();
    expect(parseTarget('http://a:100%25%@example.com').credentials).toEqual({
      username: 'a',
      password: '100%25%',
    });
  });

  it.each([
    ['127.0.0.1:3999/call/', 'Write http://127.0.0.1:3999/call/'],
    ['localhost:3000', 'Write http://localhost:3000'],
    ['user:hunter2@localhost:3000', 'Write http://localhost:3000'],
    ['//example.com/x', 'Write http://example.com/x'],
    ['ftp://user:hunter2@example.com', 'another kind than http and https'],
    ['http://user:hunter2@', 'is no URL'],
    ['http://user:hunter2@exa mple.com/', 'is no URL'],
    ['', 'An empty text'],
    ['mailto:someone', 'is no URL'],
  ])('refuses %j and says how to write it', (text, hint) => {
    let error: unknown;
    try {
      parseTarget(text);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof CliError)) throw new Error('It was not refused.');
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(hint);
    expect(error.message).not.toContain('hunter2');
  });
});

describe('joinTarget', () => {
  it.each([
    ['http://h/call/', '', '/call/'],
    ['http://h/call/', '/', '/call/'],
    ['http://h/call', '/', '/call'],
    ['http://h', '', '/'],
    ['http://h/call/', '?a=1', '/call/?a=1'],
    ['http://h/call', '/?a=1', '/call?a=1'],
    ['http://h/call/', '/NewState?x=1', '/call/NewState?x=1'],
    ['http://h/call', '/NewState', '/call/NewState'],
    ['http://h', '/NewState/', '/NewState/'],
    ['http://h/i.php?m=simotel', '?event_name=Cdr', '/i.php?m=simotel&event_name=Cdr'],
    ['http://h/i.php?m=simotel', '/Cdr', '/i.php/Cdr?m=simotel'],
    ['http://h/call/', '?m=simotel?event_name=Cdr&x=%zz', '/call/?m=simotel?event_name=Cdr&x=%zz'],
    ['http://h/?a=1', '?m=x?event_name=Cdr', '/?a=1&m=x?event_name=Cdr'],
    ['http://h/call/', '//NewState', '/call//NewState'],
    ['http://h/call/', "/a b'سلام", "/call/a b'سلام"],
  ])('%s and %s', (target, path, joined) => {
    const result = joinTarget(parseTarget(target), path);
    expect(result.path).toBe(joined);
    expect(result.url).toBe(`http://h${joined}`);
  });

  it('keeps credentials and cannot colour a terminal', () => {
    const joined = joinTarget(parseTarget('http://u:p@h/'), '/\u001b[2J');
    expect(joined.credentials).toEqual({ username: 'u', password: 'p' });
    expect(joined.display).toBe('http://h/\\u001b[2J');
  });
});
