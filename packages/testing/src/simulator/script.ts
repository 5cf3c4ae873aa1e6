import type { EventDataMap, SimotelEventName } from '@simotel-hooks/core';
import type { Scenario } from './settings.js';
import type { CallTruth } from './truth.js';
import { epochOf, type World } from './world.js';

/** What an event says. */
export type Content = {
  [N in SimotelEventName]: { readonly name: N; readonly data: EventDataMap[N] };
}[SimotelEventName];

/** The ids an event carries. */
export interface EventIds {
  readonly callId: string | null;
  readonly originatedCallId: string | null;
}

/** An event and when the PBX sends it, Unix time in milliseconds. */
export type ScriptedEvent = Content & EventIds & { readonly at: number };

/** A truth that is still being written. */
export type TruthDraft = { -readonly [P in keyof CallTruth]: CallTruth[P] };

/** Who takes part in a call. */
export type Parties = Pick<CallTruth, 'direction' | 'from' | 'to'> &
  Partial<Pick<CallTruth, 'did' | 'entryPoint' | 'outgoingPoint' | 'queue' | 'originatedCallId'>>;

export const WITHOUT_ID: EventIds = { callId: null, originatedCallId: null };

/** Milliseconds by which events that belong to one moment may differ. */
const JITTER = 80;

/**
 * What happens in one call. Its time runs in seconds since the call began, whole ones for whatever a record measures, so that
 * the arithmetic of records comes out even.
 */
export class Script {
  /** What the PBX sends about the call. */
  readonly events: ScriptedEvent[] = [];
  /** What it sends meanwhile about other things. */
  readonly asides: ScriptedEvent[] = [];
  readonly truth: TruthDraft;
  readonly #world: World;
  readonly #start: number;

  constructor(world: World, at: number, scenario: Scenario, parties: Parties) {
    const id = world.newId(at);
    this.#world = world;
    this.#start = at;
    this.truth = {
      id,
      callIds: [id],
      originatedCallId: null,
      scenario,
      did: null,
      entryPoint: null,
      outgoingPoint: null,
      queue: null,
      ...parties,
      answeredBy: null,
      tried: [],
      transfers: [],
      createdAt: epochOf(at) * 1000,
      answeredAt: null,
      endedAt: at,
      waitSeconds: 0,
      talkSeconds: null,
      outcome: 'missed',
      recordings: [],
      survey: null,
      hasCdr: false,
      hasCdrQueue: false,
      oddities: [],
    };
  }

  /** Unix time in milliseconds. */
  time(second: number): number {
    return this.#start + second * 1000;
  }

  send(second: number, content: Content, ids: Partial<EventIds> = {}): void {
    const at = this.time(second) + this.#world.random.int(0, JITTER);
    this.events.push({ callId: this.truth.id, originatedCallId: null, ...ids, ...content, at });
  }

  aside(second: number, content: Content): void {
    this.asides.push({ ...WITHOUT_ID, ...content, at: this.time(second) });
  }

  ring(exten: string, second: number): void {
    const { tried } = this.truth;
    if (!tried.includes(exten)) this.truth.tried = [...tried, exten];
    this.#called(exten, 'Ringing', second);
  }

  pickUp(exten: string, second: number): void {
    this.#called(exten, 'InUse', second);
  }

  /** An extension calls: it dials until the other side answers. */
  dial(exten: string, second: number, dialer = true): void {
    const { to: participant } = this.truth;
    this.send(second, {
      name: 'NewState',
      data: { exten, state: 'InUse', participant, direction: 'out', dialer },
    });
  }

  /** An extension leaves the call, answered or not, and its agent is free for others. */
  leave(exten: string, second: number): void {
    this.#world.agents.hold(exten, this.time(second));
    this.send(second, { name: 'NewState', data: { exten, state: 'Idle' } });
  }

  /** The call is answered for the first time. */
  answer(second: number, by: string | null): void {
    this.truth.answeredAt = this.time(second);
    this.truth.answeredBy = by;
    this.truth.waitSeconds = second;
  }

  talk(seconds: number): void {
    this.truth.talkSeconds = (this.truth.talkSeconds ?? 0) + seconds;
  }

  end(second: number, outcome: CallTruth['outcome']): void {
    this.truth.endedAt = this.time(second);
    this.truth.outcome = outcome;
    if (this.truth.answeredAt === null) this.truth.waitSeconds = second;
  }

  #called(exten: string, state: 'Ringing' | 'InUse', second: number): void {
    const { direction, from, to, queue } = this.truth;
    const participant = direction === 'outgoing' ? to : from;
    this.send(second, {
      name: 'NewState',
      data: { exten, state, participant, direction: 'in', ...(queue !== null && { queue }) },
    });
  }
}
