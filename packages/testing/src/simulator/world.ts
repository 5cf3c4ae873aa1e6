import { Agents } from './agents.js';
import { createRandom, type Random } from './random.js';
import type { Settings } from './settings.js';

/** What all calls of one run share. */
export interface World {
  readonly random: Random;
  readonly agents: Agents;
  /** The id of a call that begins at a time, `epochSeconds.sequence` (WF b). */
  newId(at: number): string;
}

export function createWorld({ seed, agents }: Settings): World {
  const random = createRandom(seed, 0);
  let sequence = 0;
  return {
    random,
    agents: new Agents(agents, random),
    newId: (at) => `${epochOf(at)}.${++sequence}`,
  };
}

/** Whole seconds since 1970. */
export const epochOf = (time: number): number => Math.floor(time / 1000);

/** Numbers under which the PBX is known outside. */
export const DIDS = ['02191001000', '02191001001', '02191001002'] as const;
/** Where the fax machine answers. */
export const FAX = '02191001009';
export const TRUNKS = ['to_simo_51_20', 'E1'] as const;
export const MAILBOX = '5001';
/** The first queue tries its agents one by one, the second all at once. */
export const QUEUES = ['801', '802'] as const;

/** The number of somebody outside. */
export function newNumber(random: Random): string {
  const mobile = `9${random.pick(['12', '19', '33', '35', '01'])}${random.digits(7)}`;
  return random.weighted([
    [`0${mobile}`, 70],
    [`021${random.pick(['22', '44', '66', '88'])}${random.digits(6)}`, 25],
    [`+98${mobile}`, 5],
  ]);
}

/** 24 hexadecimal digits that begin with the epoch, as the PBX's database makes them (WF c). */
export function newObjectId(random: Random, at: number): string {
  const hex = Array.from({ length: 16 }, () => random.int(0, 15).toString(16));
  return epochOf(at).toString(16) + hex.join('');
}

/** The length of a talk in whole seconds. */
export function newTalk(random: Random): number {
  return 3 + Math.min(600, Math.round(random.exponential(60)));
}
