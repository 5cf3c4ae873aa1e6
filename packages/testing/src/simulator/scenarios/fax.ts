import type { FaxDetails } from '@simotel-hooks/core';
import { sendCdr } from '../records.js';
import type { Script } from '../script.js';
import { FAX, newObjectId, type World } from '../world.js';
import { receive } from './incoming.js';
import { callOut, leaveByTrunk } from './outgoing.js';

export function fax(world: World, at: number): Script {
  const { random } = world;
  const incoming = random.chance(0.8);
  const script = incoming ? receive(world, at, 'fax', { did: FAX }) : callOut(FAX, world, at, 'fax');
  const wait = random.int(2, 8);
  const billsec = random.int(20, 120);
  const end = wait + billsec;
  // Machines answer each other, whatever becomes of the fax.
  script.answer(wait, null);
  script.talk(billsec);
  script.end(end, 'answered');
  if (incoming) sendReceived(script, world, end);
  else sendSending(script, world);
  sendCdr(script, random, { disposition: 'ANSWERED', end, billsec });
  return script;
}

function sendReceived(script: Script, { random }: World, end: number): void {
  const { from: src, entryPoint } = script.truth;
  const date = new Date(script.time(end));
  const ok = random.chance(0.8);
  script.send(end, {
    name: 'IncomingFax',
    data: {
      faxId: newObjectId(random, date.getTime()),
      ...(entryPoint !== null && { entryPoint }),
      date,
      src,
      dst: FAX,
      state: ok ? 'SUCCESS' : 'FAILED',
      description: ok ? detailsOfReceived(random.int(1, 5)) : FAILURE,
    },
  });
}

const detailsOfReceived = (faxPages: number): FaxDetails => ({
  remoteStationId: 'unknown',
  faxResolution: '8031x7700',
  faxBitrate: '9600',
  faxStatus: 'SUCCESS',
  faxPages,
  faxStatusString: 'OK',
});

const FAILURE: FaxDetails = {
  remoteStationId: 'unknown',
  faxResolution: '8031x3850',
  faxBitrate: '14400',
  faxError: 'Unexpected message received',
  faxStatus: 'FAILED',
  faxPages: 0,
  faxStatusString: 'Unexpected message received',
};

/** Only this state is documented; how the sending ended no event tells (WF b). */
function sendSending(script: Script, { random }: World): void {
  const date = new Date(script.time(0));
  const faxId = newObjectId(random, date.getTime());
  script.send(0, { name: 'OutgoingFax', data: { faxId, state: 'SENDING', date } });
  leaveByTrunk(script, 0.1);
}
