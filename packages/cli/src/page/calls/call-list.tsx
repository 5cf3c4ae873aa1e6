import type { ComponentChildren } from 'preact';
import type { CallView } from '../../inspector/protocol.js';
import { type Column, Grid } from '../list/grid.js';
import { useApp, useFormat, useMessages } from '../ui/context.js';
import { Elapsed } from '../ui/elapsed.js';
import { Code } from '../ui/wire.js';
import { CallStatus } from './call-status.js';

interface CallListProps {
  readonly calls: readonly CallView[];
  readonly opened: string | null;
  readonly empty: ComponentChildren;
}

/** The live list of calls. */
export function CallList({ calls, opened, empty }: CallListProps) {
  const { router } = useApp();
  const messages = useMessages();
  return (
    <Grid
      id="calls"
      label={messages.calls.label}
      columns={useColumns()}
      count={calls.length}
      at={(index) => calls[index]}
      keyAt={(index) => calls[index]?.key}
      indexOf={(key) => calls.findIndex((each) => each.key === key)}
      rowClass={({ call }) => (call.status === 'ended' ? '' : 'live')}
      opened={opened}
      onOpen={(key, moved) => (moved ? router.replace : router.go)({ view: 'calls', key })}
      empty={empty}
    />
  );
}

function useColumns(): readonly Column<CallView>[] {
  const { calls } = useMessages();
  const format = useFormat();
  const party = (key: 'from' | 'to' | 'queue' | 'answeredBy'): Column<CallView> => ({
    key,
    label: calls[key],
    cell: ({ call }) => {
      const value = call[key];
      return value !== null && <Code text={value} title={value} />;
    },
  });
  return [
    { key: 'status', label: calls.status, cell: ({ call }) => <CallStatus call={call} /> },
    party('from'),
    party('to'),
    party('queue'),
    party('answeredBy'),
    { key: 'wait', label: calls.wait, cell: ({ call }) => <Wait call={call} /> },
    { key: 'talk', label: calls.talk, cell: ({ call }) => <Talk call={call} /> },
    {
      key: 'start',
      label: calls.start,
      cell: ({ call }) => <time title={format.full(call.createdAt)}>{format.short(call.createdAt)}</time>,
    },
  ];
}

/** How long a call waited for its answer, and counting. */
export function Wait({ call }: Pick<CallView, 'call'>) {
  const format = useFormat();
  if (call.status === 'ringing') return <Elapsed since={call.createdAt} />;
  return call.waitSeconds !== null && <span class="number">{format.duration(call.waitSeconds)}</span>;
}

/** How long people talked, and counting. */
export function Talk({ call }: Pick<CallView, 'call'>) {
  const format = useFormat();
  if (call.status === 'talking' && call.answeredAt !== null) return <Elapsed since={call.answeredAt} />;
  return call.talkSeconds !== null && <span class="number">{format.duration(call.talkSeconds)}</span>;
}
