import { connect, type Socket } from 'node:net';
import { inTime } from './deadline.js';

/** One answer, byte for byte. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
}

/**
 * A connection to the server under test. HTTP by hand, because the tests need what a client prevents: requests that
 * stop in the middle, headers nobody should send, and answers before the request is complete.
 */
export class Connection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended: string | undefined;
  #wake: () => void = () => {};

  constructor(origin: string) {
    const { hostname, port } = new URL(origin);
    this.#socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), noDelay: true });
    this.#socket
      .on('data', (data) => {
        this.#received = Buffer.concat([this.#received, data]);
        this.#wake();
      })
      .on('error', (error) => this.#end(error.message))
      .on('close', () => this.#end('closed'));
  }

  /** Whether nothing more can come. */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Done when the system has taken the bytes; fails where the server is gone. */
  write(data: string | Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      this.#socket.write(data, (error) => (error ? reject(error) : resolve()));
    });
    return inTime(written, 'Sending a request');
  }

  /** Reads nothing while `task` runs, like the many clients that look for an answer after they have sent everything. */
  async withoutReading(task: () => Promise<void>): Promise<void> {
    this.#socket.pause();
    try {
      await task();
    } finally {
      this.#socket.resume();
    }
  }

  /** The next answer. @param method - Of the request: HEAD has answers without body. */
  read(method: string): Promise<Answer> {
    return inTime(this.#read(method), `The answer to ${method}`);
  }

  /** Hangs up. */
  destroy(): void {
    this.#socket.destroy();
  }

  async #read(method: string): Promise<Answer> {
    const [statusLine = '', ...lines] = (await this.#line('\r\n\r\n')).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
    const headers = new Map<string, string>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
    }
    // "100 Continue" comes before the answer.
    if (status < 200) return this.#read(method);
    const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
    return { status, headers, body: hasBody ? (await this.#body(headers)).toString() : '' };
  }

  async #body(headers: ReadonlyMap<string, string>): Promise<Buffer> {
    const length = headers.get('content-length');
    if (length !== undefined) return this.#bytes(Number(length));
    if (headers.get('transfer-encoding') !== 'chunked') {
      await this.#until(() => this.#ended);
      return this.#take(this.#received.length);
    }
    const chunks: Buffer[] = [];
    for (;;) {
      const size = Number.parseInt(await this.#line('\r\n'), 16);
      const chunk = await this.#bytes(size);
      await this.#bytes(2);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk);
    }
  }

  /** What comes before `mark`, which is dropped. */
  async #line(mark: string): Promise<string> {
    const end = await this.#until(() => {
      const at = this.#received.indexOf(mark);
      return at === -1 ? undefined : at;
    });
    return this.#take(end + mark.length)
      .subarray(0, end)
      .toString();
  }

  async #bytes(count: number): Promise<Buffer> {
    await this.#until(() => (this.#received.length >= count ? true : undefined));
    return this.#take(count);
  }

  #take(count: number): Buffer {
    const taken = this.#received.subarray(0, count);
    this.#received = this.#received.subarray(count);
    return taken;
  }

  async #until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.#ended !== undefined)
        throw new Error(`The connection ended before the answer: ${this.#ended}.`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.#wake();
  }
}
