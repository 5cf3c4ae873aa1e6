import type { PlainRequest } from '../delivery/delivery.js';
import { CliError } from '../errors.js';
import { argumentsOf, type CurlArgument } from './curl-options.js';
import { behindCurl, wordsOf } from './curl-words.js';
import { pathOf, plainRequest } from './plain.js';

const FORM = 'application/x-www-form-urlencoded';

/**
 * Reads a curl command, as people write it and as browsers copy it. Credentials (`-u`, `-b`) are left out, nothing is read from a
 * disk, and what does not change the request is passed over.
 *
 * @returns `undefined` where the text is none.
 * @throws {CliError} where the request is not all in the command.
 */
export function readCurl(text: string): PlainRequest | undefined {
  const command = behindCurl(text);
  if (command === undefined) return undefined;
  const built = new CurlRequest();
  for (const argument of argumentsOf(wordsOf(command))) built.add(argument);
  return built.finish();
}

class CurlRequest {
  private url: string | undefined;
  private method: string | undefined;
  private data: string | undefined;
  private isGet = false;
  private isHead = false;
  private readonly query: string[] = [];
  private readonly headers = new Map<string, readonly (readonly [name: string, value: string])[]>();
  /** What curl adds by itself, unless a header says otherwise. */
  private readonly defaults = new Map<string, string>();

  add({ name, value }: CurlArgument): void {
    switch (name) {
      case undefined:
      case 'url':
        this.url ??= value;
        return;
      case 'request':
        this.method = value;
        return;
      case 'head':
        this.isHead = true;
        return;
      case 'get':
        this.isGet = true;
        return;
      case 'header':
        this.addHeader(value);
        return;
      case 'user-agent':
      case 'referer':
        if (value !== '') this.defaults.set(name, value);
        return;
      case 'data':
      case 'data-ascii':
      case 'data-binary':
        refuseFile(name, value.startsWith('@'));
        this.addData(value);
        return;
      case 'data-raw':
        this.addData(value);
        return;
      case 'data-urlencode':
        this.addData(urlencoded(name, value));
        return;
      case 'url-query':
        this.query.push(value.startsWith('+') ? value.slice(1) : urlencoded(name, value));
        return;
      case 'json':
        refuseFile(name, value.startsWith('@'));
        this.data = (this.data ?? '') + value;
        this.defaults.set('content-type', 'application/json').set('accept', 'application/json');
        return;
      case 'form':
      case 'form-string':
        throw new CliError(
          'The curl command sends a multipart form (-F), which Simotel never does. Use --data-urlencode or --json.',
        );
      case 'upload-file':
        throw fromFile(name);
    }
  }

  finish(): PlainRequest {
    const { url, data } = this;
    if (url === undefined || url === '') {
      throw new CliError('The curl command has no URL. Copy all of it.');
    }
    const isGet = this.isGet || this.isHead;
    const added = [...this.query, ...(isGet && data !== undefined ? [data] : [])].join('&');
    const path = pathOf(url);
    const body = isGet || data === undefined ? '' : data;
    if (data !== undefined && !isGet && !this.defaults.has('content-type'))
      this.defaults.set('content-type', FORM);
    const method = this.method ?? (this.isHead ? 'HEAD' : isGet || data === undefined ? 'GET' : 'POST');
    return plainRequest(method, withQuery(path, added), this.allHeaders(), Buffer.from(body, 'utf8'));
  }

  private addData(piece: string): void {
    this.data = this.data === undefined ? piece : `${this.data}&${piece}`;
  }

  /** `Name: value`; `Name:` takes a header away that curl would send, `Name;` sends an empty one. */
  private addHeader(line: string): void {
    refuseFile('header', line.startsWith('@'));
    const [, name = '', mark = '', rest = ''] = /^\s*([^\s:;]+)\s*([:;])([\s\S]*)$/.exec(line) ?? [];
    if (name === '' || (mark === ';' && rest.trim() !== '')) return;
    const key = name.toLowerCase();
    const value = rest.trim();
    const present = this.headers.get(key) ?? [];
    this.headers.set(key, mark === ':' && value === '' ? present : [...present, [key, value]]);
  }

  private allHeaders(): (readonly [name: string, value: string])[] {
    const defaults = [...this.defaults].filter(([name]) => !this.headers.has(name));
    return [...[...this.headers.values()].flat(), ...defaults];
  }
}

function withQuery(path: string, added: string): string {
  if (added === '') return path;
  if (!path.includes('?')) return `${path}?${added}`;
  return /[?&]$/.test(path) ? path + added : `${path}&${added}`;
}

/** `content`, `=content` and `name=content`; only the content is escaped. */
function urlencoded(option: string, value: string): string {
  const equals = value.indexOf('=');
  refuseFile(option, (equals === -1 ? value : value.slice(0, equals)).includes('@'));
  const name = equals > 0 ? `${value.slice(0, equals)}=` : '';
  return name + encodeURIComponent(value.slice(equals + 1).replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function refuseFile(option: string, isFile: boolean): void {
  if (isFile) throw fromFile(option);
}

const fromFile = (option: string) =>
  new CliError(
    `The curl command takes its --${option} from a file, which is not read here. Put the content of the file into the command.`,
  );
