import { createHash } from 'node:crypto';

/** The keys of BullMQ that say what became of a job, and ours. */
export interface QueueKeys {
  /** Behind it comes the id of a job. */
  readonly job: string;
  readonly wait: string;
  readonly prioritized: string;
  readonly delayed: string;
  readonly active: string;
  readonly failed: string;
  readonly completed: string;
  /** A list of what came in and is no job yet; the oldest comes first. */
  readonly inbox: string;
  /** Counts how often something was taken out of the inbox. */
  readonly moved: string;
  /** Behind it comes the id of a job that has a key for repeats. */
  readonly repeat: string;
  /** Counts what was put into lanes. */
  readonly counter: string;
  /** Behind it comes the digest of the name of a call. */
  readonly lane: string;
}

export function queueKeys(prefix: string, name: string): QueueKeys {
  const queue = `${prefix}:${name}`;
  return {
    job: `${queue}:`,
    wait: `${queue}:wait`,
    prioritized: `${queue}:prioritized`,
    delayed: `${queue}:delayed`,
    active: `${queue}:active`,
    failed: `${queue}:failed`,
    completed: `${queue}:completed`,
    // Beside the keys of BullMQ, not among them: it tidies up what it does not know.
    inbox: `${queue}.inbox`,
    moved: `${queue}.moved`,
    repeat: `${queue}.repeats:`,
    counter: `${queue}.calls`,
    lane: `${queue}.calls:`,
  };
}

/** What a call or a repeat is called in keys: they come from outside and may be long, or hold anything. */
export const digest = (key: string) => createHash('sha256').update(JSON.stringify(key)).digest('base64url');
