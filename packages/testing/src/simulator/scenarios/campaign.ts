import { sendCdr } from '../records.js';
import type { Script } from '../script.js';
import { DIDS, newObjectId, type World } from '../world.js';
import { callOut, leaveByTrunk } from './outgoing.js';

const CAMPAIGN = { campaignId: '63e24b3e3ba6c708b7612152', campaign: 'یادآوری قرار', repeat: 1 } as const;

/** What becomes of a number, with its Q.850 cause (WF b, `tries`). */
const RESULTS = {
  ANSWERED: { outcome: 'answered', cause: '16', causeTxt: 'Normal Clearing' },
  'NO ANSWER': { outcome: 'missed', cause: '19', causeTxt: 'No Answer' },
  BUSY: { outcome: 'busy', cause: '17', causeTxt: 'User Busy' },
} as const;

/** No agent takes part: who answers hears an announcement. */
export function campaign(world: World, at: number): Script {
  const { random } = world;
  const script = callOut(DIDS[0], world, at, 'campaign');
  const disposition = random.weighted([
    ['ANSWERED', 60],
    ['NO ANSWER', 30],
    ['BUSY', 10],
  ]);
  const { outcome, cause, causeTxt } = RESULTS[disposition];
  const wait = disposition === 'BUSY' ? random.int(1, 4) : random.int(4, 30);
  const billsec = disposition === 'ANSWERED' ? random.int(2, 40) : undefined;
  const end = wait + (billsec ?? 0);
  if (billsec !== undefined) {
    script.answer(wait, null);
    script.talk(billsec);
  }
  script.end(end, outcome);
  leaveByTrunk(script);
  sendCdr(script, random, { disposition, end, ...(billsec !== undefined && { billsec }) });

  const cdrId = newObjectId(random, at);
  script.send(
    end + random.int(1, 3),
    {
      name: 'AutoDialerReport',
      data: {
        start: new Date(at),
        end: new Date(script.time(end)),
        ...CAMPAIGN,
        number: script.truth.to,
        disposition,
        try: 1,
        billsec: billsec ?? 0,
        wait,
        tries: [{ cdrId, cause, causeTxt, disposition, wait }],
      },
    },
    { callId: null },
  );
  return script;
}
