import { sendCdr } from '../records.js';
import type { Script } from '../script.js';
import { epochOf, MAILBOX, newObjectId, type World } from '../world.js';
import { receive, ringInVain } from './incoming.js';

export function voicemail(world: World, at: number): Script {
  const { random, agents } = world;
  const [agent] = agents.free(at);
  const script = receive(world, at, 'voicemail', { to: MAILBOX });
  const wait = ringInVain(agent, script, world) + 1;
  const billsec = random.int(3, 60);
  const end = wait + billsec;
  // The PBX itself answers.
  script.answer(wait, null);
  script.talk(billsec);
  script.end(end, 'answered');
  sendCdr(script, random, { disposition: 'ANSWERED', end, billsec });
  sendMessage(script, world, end, billsec);
  return script;
}

/** Neither event carries the id of the call (WF b). */
function sendMessage(script: Script, { random }: World, end: number, duration: number): void {
  const at = script.time(end);
  const id = newObjectId(random, at);
  const mailbox = { id, number: MAILBOX };
  const saved = random.chance(0.9);
  const filename = `${MAILBOX}_${epochOf(at)}-vm-record-file-${random.int(1000, 9999)}.wav`;
  script.send(
    end + 0.1,
    {
      name: 'VoiceMail',
      data: {
        ...mailbox,
        state: saved ? 'SUCCESS' : 'FAILED',
        date: new Date(at),
        ...(saved ? { filename, duration } : { message: 'Hangup call' }),
        caller: script.truth.from,
      },
    },
    { callId: null },
  );
  const mailed = end + random.int(1, 4);
  const sent = saved && random.chance(0.8);
  script.send(
    mailed,
    {
      name: 'VoiceMailEmail',
      data: {
        ...mailbox,
        state: sent ? 'SUCCESS' : 'FAILED',
        date: new Date(script.time(mailed)),
        ...(!sent && { message: saved ? 'SMTP is disabled' : 'Hangup call' }),
        receiver: 'office@example.com',
        active: true,
        attachedFile: sent,
      },
    },
    { callId: null },
  );
}
