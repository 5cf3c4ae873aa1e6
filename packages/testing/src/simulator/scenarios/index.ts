import type { Script } from '../script.js';
import type { Scenario } from '../settings.js';
import type { World } from '../world.js';
import { answered } from './answered.js';
import { busy } from './busy.js';
import { campaign } from './campaign.js';
import { fax } from './fax.js';
import { missed } from './missed.js';
import { originated } from './originated.js';
import { queue } from './queue.js';
import { survey } from './survey.js';
import { transfer } from './transfer.js';
import { trunkTrouble } from './trunk-trouble.js';
import { voicemail } from './voicemail.js';

/** Plays a call that reaches the PBX at a time, Unix time in milliseconds. */
type Play = (world: World, at: number) => Script;

export const PLAYS: { readonly [S in Scenario]: Play } = {
  answered,
  missed,
  busy,
  queue,
  transfer,
  voicemail,
  survey,
  fax,
  campaign,
  originated,
  'trunk-trouble': trunkTrouble,
};
