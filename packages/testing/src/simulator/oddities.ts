import { byTime, type Delivery } from './delivery.js';
import type { Oddities, Oddity } from './options.js';
import type { Random } from './random.js';
import type { ScriptedEvent, TruthDraft } from './script.js';

/** Decides whether an oddity strikes. */
type Strikes = (oddity: Oddity) => boolean;

/** The deliveries of one call with what befalls them on the way; the truth of the call notes it. */
export function withOddities(
  deliveries: readonly Delivery[],
  call: TruthDraft,
  rates: Required<Oddities>,
  random: Random,
): Delivery[] {
  const strikes: Strikes = (oddity) => {
    if (!random.chance(rates[oddity])) return false;
    call.oddities = [...call.oddities, oddity];
    return true;
  };
  const recorded = withoutRecords(deliveries, call, strikes);
  const spelt = recordsSpeltOddly(recorded, strikes);
  const named = strikes('cuidOnly')
    ? spelt.map((delivery): Delivery => ({ ...delivery, wire: { ...delivery.wire, idKey: 'cuid' } }))
    : spelt;
  return withRepeats(reordered(withTwin(named, strikes, random), strikes, random), rates, random);
}

/** Deliveries that are sent twice. */
export function withRepeats(
  deliveries: readonly Delivery[],
  { repeated }: Required<Oddities>,
  random: Random,
): Delivery[] {
  return deliveries.flatMap((delivery) => {
    if (!random.chance(repeated)) return [delivery];
    const { call } = delivery;
    if (call && !call.oddities.includes('repeated')) call.oddities = [...call.oddities, 'repeated'];
    return [delivery, { ...delivery, at: delivery.at + random.int(50, 1500) }];
  });
}

const isCdr = (event: ScriptedEvent, disposition: string) =>
  event.name === 'Cdr' && event.data.disposition === disposition;

function withoutRecords(deliveries: readonly Delivery[], call: TruthDraft, strikes: Strikes) {
  const answered = deliveries.some(({ event }) => isCdr(event, 'ANSWERED'));
  const rest = deliveries.filter(({ event }) => event.name !== 'Cdr' && event.name !== 'CdrQueue');
  // Of a call that nothing tells of, a receiver could know nothing.
  if (answered || rest.length === 0 || !strikes('withoutCdr')) return deliveries;
  call.hasCdr = false;
  call.hasCdrQueue = false;
  return rest;
}

function recordsSpeltOddly(deliveries: readonly Delivery[], strikes: Strikes): readonly Delivery[] {
  const has = (disposition: string) => deliveries.some(({ event }) => isCdr(event, disposition));
  const noanswer = has('NO ANSWER') && strikes('noanswer');
  const sameTimes = has('ANSWERED') && strikes('sameTimes');
  return deliveries.map((delivery): Delivery => {
    const { event, wire } = delivery;
    if (event.name !== 'Cdr') return delivery;
    if (noanswer && isCdr(event, 'NO ANSWER')) {
      return { ...delivery, wire: { ...wire, fields: { disposition: 'NOANSWER' } } };
    }
    const { endTime } = event.data;
    if (!sameTimes || !isCdr(event, 'ANSWERED') || endTime === undefined) return delivery;
    return { ...delivery, event: { ...event, data: { ...event.data, startTime: endTime } } };
  });
}

/** Whichever of the two comes first keeps its place before what follows. */
function withTwin(deliveries: readonly Delivery[], strikes: Strikes, random: Random): readonly Delivery[] {
  const brother = deliveries.find(({ event }) => event.name === 'IncomingCall');
  if (brother === undefined || !strikes('twin')) return deliveries;
  const gap = random.int(50, 2000);
  const twin: Delivery = { ...brother, event: { ...brother.event, callId: null } };
  if (random.chance(0.5)) return [...deliveries, { ...twin, at: brother.at + gap }].sort(byTime);
  // The brother comes later, but not so late that it changes places with other events: that is another oddity.
  const next = deliveries.find(({ at }) => at > brother.at)?.at ?? Infinity;
  const late = { ...brother, at: Math.min(brother.at + gap, next - 1) };
  return [twin, late, ...deliveries.filter((delivery) => delivery !== brother)];
}

function reordered(deliveries: readonly Delivery[], strikes: Strikes, random: Random): readonly Delivery[] {
  const movable = deliveries.flatMap((delivery, index) => {
    const gap = (deliveries[index + 1]?.at ?? Infinity) - delivery.at;
    return gap < 2000 ? [{ delivery, gap }] : [];
  });
  if (movable.length === 0 || !strikes('reordered')) return deliveries;
  const { delivery, gap } = random.pick(movable);
  const late = { ...delivery, at: delivery.at + random.int(Math.max(200, gap + 1), 2000) };
  return deliveries.map((other) => (other === delivery ? late : other));
}
