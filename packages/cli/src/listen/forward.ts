import type { OutgoingRequest } from '../http/outgoing.js';
import { sendRequest } from '../http/send.js';
import { joinTarget, type Target } from '../http/target.js';
import type { ForwardView } from '../inspector/protocol.js';
import { Backlog } from '../order/backlog.js';
import { printable } from '../terminal/printable.js';
import type { OriginalRequest } from './receiver.js';

const GRACE_MS = 2_000;

/** Passes deliveries on, as they came, credentials included: the PBX has only one address for everything (WF a). */
export class Forwarder {
  private readonly target: Target;
  private readonly backlog = new Backlog(16);
  private count = 0;
  private readonly stopped = new AbortController();

  constructor(target: Target) {
    this.target = target;
  }

  /** Where to, without credentials. */
  get url(): string {
    return this.target.display;
  }

  /**
   * Sends one, after the earlier ones of its call.
   *
   * @param onAnswer - Told when it is answered, or cannot be. Must not throw.
   */
  forward(request: OriginalRequest, callId: string | null, onAnswer: (answer: ForwardView) => void): void {
    const { body } = request;
    if (body === null) {
      onAnswer(this.failed('It did not arrive whole, so it was not passed on.'));
      return;
    }
    this.count++;
    const send = async () => onAnswer(await this.send({ ...request, body }));
    // What belongs to no call waits for nothing.
    if (this.backlog.add(callId ?? `no call ${this.count}`, body.byteLength, send)) return;
    onAnswer(this.failed('Too many deliveries wait for this address; this one was not passed on.'));
  }

  /** Waits a moment for what is under way, then gives it up. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.stopped.abort(), GRACE_MS);
    await this.backlog.idle();
    clearTimeout(timer);
  }

  private async send(request: OutgoingRequest & { path: string }): Promise<ForwardView> {
    try {
      const { status, durationMs } = await sendRequest(joinTarget(this.target, request.path), request, {
        signal: this.stopped.signal,
      });
      return { url: this.url, status, durationMs, error: null };
    } catch (error) {
      if (this.stopped.signal.aborted) return this.failed('The program ended before this was answered.');
      return this.failed(error instanceof Error ? error.message : String(error));
    }
  }

  private failed(error: string): ForwardView {
    return { url: this.url, status: null, durationMs: null, error: printable(error, 400) };
  }
}
