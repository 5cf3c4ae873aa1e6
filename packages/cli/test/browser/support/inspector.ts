import type { SimotelEventName } from '@simotel-hooks/core';
import { createRequest, type RequestOptions, type SimotelRequest } from '@simotel-hooks/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Listener, type ListenOptions, startListener } from '../../../src/listen/listen.js';
import { launch } from './browser.js';
import { deliver } from './deliver.js';

/** For what takes its time: a call is over only when nothing more has come for a while. */
export const PATIENCE = { timeout: 20_000 };

/** What a test may set up. */
export interface Setup {
  readonly listen?: () => Partial<ListenOptions>;
  readonly context?: BrowserContextOptions;
  /** What the page finds in its `localStorage`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** An inspector with a page that shows it, anew for every test. */
export class InspectorUnderTest {
  /** What went wrong in the page: errors, violations of its policy, dialogs. A test that expects some empties it. */
  readonly problems: string[] = [];
  /** Requests of the page to anything but its own server. */
  readonly strays: string[] = [];
  readonly page: Page;
  readonly listener: Listener;

  constructor(page: Page, listener: Listener) {
    this.page = page;
    this.listener = listener;
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('dialog', (dialog) => {
      this.problems.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== this.origin) {
        this.strays.push(request.url());
      }
    });
  }

  get origin(): string {
    const { inspector } = this.listener;
    if (inspector === null) throw new Error('The listener has no inspector.');
    return inspector.origin;
  }

  get receiver(): string {
    return this.listener.receiver.origin;
  }

  /** Opens the page at a place of it. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`${this.origin}/${hash}`);
    await this.page
      .getByRole('status')
      .filter({ hasText: /Connected|متصل/ })
      .waitFor();
  }

  /** Delivers an event. */
  send<N extends SimotelEventName>(name: N, options: RequestOptions<N> = {}): Promise<number> {
    return deliver(createRequest(name, options), this.receiver);
  }

  deliver(request: SimotelRequest | Request): Promise<number> {
    return deliver(request, this.receiver);
  }

  /** Rows of the list that is shown, without their head. */
  rows() {
    return this.page.locator('[role=grid] tbody tr');
  }
}

/** Gives every test of a file an inspector, and holds that its page did nothing wrong. */
export function useInspector(setup: Setup = {}): () => InspectorUnderTest {
  let browser: Browser;
  let current: InspectorUnderTest | undefined;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    const listener = await startListener({ auth: false, port: 0, inspectorPort: 0, ...setup.listen?.() });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...setup.context });
    if (setup.settings) {
      const text = JSON.stringify(JSON.stringify(setup.settings));
      await context.addInitScript({ content: `localStorage.setItem('simotel-hooks.settings', ${text})` });
    }
    current = new InspectorUnderTest(await context.newPage(), listener);
  });

  afterEach(async () => {
    const { page, listener, problems, strays } = used();
    await page.context().close();
    await listener.close();
    expect({ problems, strays }).toEqual({ problems: [], strays: [] });
  });

  function used(): InspectorUnderTest {
    if (current === undefined) throw new Error('No test is running.');
    return current;
  }

  return used;
}
