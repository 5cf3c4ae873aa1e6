import { type ComponentChildren, Fragment } from 'preact';
import type { DeliverySummary } from '../../inspector/protocol.js';
import { groupOf } from '../state/events.js';
import { firstAtOrAfter } from '../state/search.js';
import { useApp, useFormat, useMessages } from '../ui/context.js';
import { Code, Wire } from '../ui/wire.js';
import { EventBadge } from './event-badge.js';
import { type Column, Grid } from './grid.js';

interface DeliveryListProps {
  /** The oldest first; they are shown the other way round. */
  readonly rows: readonly DeliverySummary[];
  readonly opened: number | null;
  readonly empty: ComponentChildren;
}

/** The live list of deliveries. */
export function DeliveryList({ rows, opened, empty }: DeliveryListProps) {
  const { router } = useApp();
  const messages = useMessages();
  const last = rows.length - 1;

  function open(key: string, moved: boolean): void {
    const route = router.route.peek();
    if (route.view !== 'deliveries') return;
    const next = { ...route, seq: Number(key) };
    if (moved) router.replace(next);
    else router.go(next);
  }

  return (
    <Grid
      id="deliveries"
      label={messages.deliveries.label}
      columns={useColumns()}
      count={rows.length}
      at={(index) => rows[last - index]}
      keyAt={(index) => rows[last - index]?.seq.toString()}
      indexOf={(key) => {
        const index = firstAtOrAfter(rows, Number(key));
        return rows[index]?.seq === Number(key) ? last - index : -1;
      }}
      rowClass={({ kind }) => `kind-${kind}`}
      opened={opened === null ? null : String(opened)}
      onOpen={open}
      empty={empty}
    />
  );
}

function useColumns(): readonly Column<DeliverySummary>[] {
  const { deliveries } = useMessages();
  const format = useFormat();
  return [
    {
      key: 'time',
      label: deliveries.time,
      cell: ({ at }) => <time title={format.full(at)}>{format.precise(at)}</time>,
    },
    {
      key: 'event',
      label: deliveries.event,
      cell: ({ kind, name, code }) => (
        <EventBadge kind={kind} group={groupOf(name)} text={name ?? code ?? deliveries.unnamed} />
      ),
    },
    { key: 'call', label: deliveries.call, cell: ({ callId }) => callId !== null && <Code text={callId} /> },
    {
      key: 'facts',
      label: deliveries.facts,
      cell: ({ facts, code, name }) => (
        <>
          {code !== null && name !== null && <Code text={code} />}{' '}
          {facts.map((fact, index) => (
            <Fragment key={index}>
              {index > 0 && <span class="separator"> · </span>}
              <Wire text={fact} />
            </Fragment>
          ))}
        </>
      ),
    },
    { key: 'transport', label: deliveries.transport, cell: ({ transport }) => <Code text={transport} /> },
    {
      key: 'source',
      label: deliveries.source,
      cell: ({ source }) => source !== null && <Code text={source} />,
    },
    {
      key: 'state',
      label: deliveries.state,
      cell: ({ warnings, status }) => (
        <>
          {warnings.length > 0 && (
            <span class="warning-count" title={`${deliveries.warningsLabel}: ${warnings.join(', ')}`}>
              {deliveries.warnings(format.count(warnings.length))}
            </span>
          )}
          <span class={status < 400 ? 'status-good' : 'status-bad'}>{status}</span>
        </>
      ),
    },
  ];
}
