import type { TimelineMark } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { Labelled } from './labelled.js';

/** Each record has a shape of its own, around (0, 0). */
const SHAPES: Readonly<Record<TimelineMark['name'], string>> = {
  Cdr: 'M0-7A7 7 0 100 7A7 7 0 100-7z',
  CdrQueue: 'M-6-6H6V6H-6z',
  Survey: 'M0-9L8 0L0 9L-8 0z',
};

interface MarkProps {
  readonly mark: TimelineMark;
  readonly place: number;
  readonly middle: number;
}

/** Something that happened at one moment; its tooltip says what. */
export function Mark({ mark, place, middle }: MarkProps) {
  const { call: messages } = useMessages();
  const format = useFormat();
  const label = `${messages.marks[mark.name]}: ${mark.label} (${format.clock(mark.at)})`;
  return (
    <Labelled class={`mark mark-${mark.name}`} label={label} transform={`translate(${place} ${middle})`}>
      <MarkShape name={mark.name} />
    </Labelled>
  );
}

export function MarkShape({ name }: Pick<TimelineMark, 'name'>) {
  return <path class={`fill-${name}`} d={SHAPES[name]} />;
}
