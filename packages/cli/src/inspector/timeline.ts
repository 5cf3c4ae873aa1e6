import type { Call, CallEvent, CallLeg } from '@simotel-hooks/core/calls';
import type { CallTimeline, TimelineMark, TimelineRow, TimelineSegment } from './protocol.js';

type State = CallEvent<'NewState'>;

/** The clock of a PBX may be off by more than a drawing can show. */
const LONGEST_LEAD_MS = 3_600_000;

/**
 * How a call is drawn. What extensions did comes from their states, hence with the time of arrival; only where none came, from
 * the record of the queue.
 */
export function timelineOf(call: Call): CallTimeline {
  const rows = call.legs.map((leg) => rowOf(leg, call));
  const marks = call.events.flatMap(markOf);
  const transfers = call.transfers.map(({ from, to, by, at }) => ({ from, to, by, at }));
  const first = call.events[0]?.receivedAt ?? call.createdAt;
  const last = Math.max(
    first,
    ...rows.flatMap(({ segments }) => segments.map(({ from, until }) => until ?? from)),
    ...marks.map(({ at }) => at),
    ...transfers.map(({ at }) => at),
  );
  return {
    rows,
    marks,
    transfers,
    from: first - call.createdAt > LONGEST_LEAD_MS ? first : Math.min(first, call.createdAt),
    until: call.status === 'ended' ? last : null,
  };
}

function rowOf(leg: CallLeg, call: Call): TimelineRow {
  const states = call.events.filter(isState).filter(({ data }) => data.exten === leg.exten);
  const segments = states.length > 0 ? segmentsOf(states) : recordedSegments(leg);
  const last = segments.at(-1);
  const over = call.status === 'ended' ? (call.events.at(-1)?.receivedAt ?? null) : null;
  // Whoever holds has left, as far as the call itself knows, until it talks again.
  const end = last?.kind === 'holding' ? over : (leg.leftAt ?? over);
  if (last && last.until === null && end !== null) {
    segments[segments.length - 1] = { ...last, until: Math.max(last.from, end) };
  }
  const drawn = segments.flatMap((segment) => splitAtAnswer(segment, call.answeredAt));
  return { exten: leg.exten, segments: drawn.filter(({ from, until }) => from !== until) };
}

/** Not every PBX says that dialling is over (WF b), but the record of the call does. */
function splitAtAnswer(segment: TimelineSegment, answeredAt: number | null): TimelineSegment[] {
  const { kind, from, until } = segment;
  const isAnswered = answeredAt !== null && answeredAt > from && (until === null || answeredAt < until);
  if (kind !== 'dialing' || !isAnswered) return [segment];
  return [
    { kind, from, until: answeredAt },
    { kind: 'talking', from: answeredAt, until },
  ];
}

const isState = (event: CallEvent): event is State => event.name === 'NewState';

/** The states of one extension, one after the other. */
function segmentsOf(states: readonly State[]): TimelineSegment[] {
  const segments: TimelineSegment[] = [];
  let open: TimelineSegment | undefined;
  const close = (at: number) => {
    if (open) segments.push({ ...open, until: at });
    open = undefined;
  };
  for (const { data, receivedAt } of states) {
    const kind = kindOf(data);
    // A state that comes again, or a word nobody knows, changes nothing.
    if (kind === undefined || kind === open?.kind) continue;
    close(receivedAt);
    // An agent that pauses without being in a call does nothing for this one.
    if (kind !== 'none' && (kind !== 'holding' || segments.length > 0)) {
      open = { kind, from: receivedAt, until: null };
    }
  }
  return open ? [...segments, open] : segments;
}

/** Between two states of use in one call, `Pause` can only mean that the other side waits; words for that are not documented (WF b). */
const HOLDING = /^(?:pause|hold|onhold|holding)$/;

function kindOf({ state, direction, dialer }: State['data']): TimelineSegment['kind'] | 'none' | undefined {
  if (state === 'Ringing') return 'ringing';
  if (state === 'InUse') return direction === 'out' && dialer !== false ? 'dialing' : 'talking';
  if (state === 'Idle' || state === 'Unavailable') return 'none';
  return HOLDING.test(state.toLowerCase().replace(/[^a-z]/g, '')) ? 'holding' : undefined;
}

function recordedSegments({ rangAt, answeredAt, leftAt }: CallLeg): TimelineSegment[] {
  const segments: TimelineSegment[] = [];
  if (rangAt !== null) segments.push({ kind: 'ringing', from: rangAt, until: answeredAt ?? leftAt });
  if (answeredAt !== null) segments.push({ kind: 'talking', from: answeredAt, until: leftAt });
  return segments;
}

function markOf(event: CallEvent): TimelineMark[] {
  const { name, receivedAt: at } = event;
  switch (name) {
    case 'Cdr':
    case 'CdrQueue': {
      const { disposition, billsec } = event.data;
      const talk = billsec === undefined ? [] : [`${billsec} s`];
      return [{ name, at, label: [disposition ?? name, ...talk].join(', ') }];
    }
    case 'Survey':
      return [{ name, at, label: [event.data.point, event.data.label ?? 'Survey'].join(', ') }];
    default:
      return [];
  }
}
