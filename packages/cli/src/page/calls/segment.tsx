import type { TimelineSegment } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Labelled } from './labelled.js';
import { SegmentShape } from './segment-shape.js';

interface SegmentProps {
  readonly exten: string;
  readonly segment: TimelineSegment;
  readonly until: number;
  readonly x: (at: number) => number;
  readonly middle: number;
}

/** What an extension did for a time. */
export function Segment({ exten, segment, until, x, middle }: SegmentProps) {
  const { call: messages } = useMessages();
  const format = useFormat();
  const { kind, from } = segment;
  const seconds = format.duration((until - from) / 1_000);
  const end = segment.until === null ? messages.now : format.clock(until);
  const label = `${exten} ${messages.kinds[kind]} ${seconds} (${format.clock(from)} – ${end})`;
  return (
    <Labelled class={`segment segment-${kind}`} label={label}>
      <SegmentShape kind={kind} from={x(from)} until={x(until)} middle={middle} />
    </Labelled>
  );
}
