import { useMemo, useRef } from 'preact/hooks';
import { DeliveryPanel } from '../detail/delivery-panel.js';
import { type DeliveryFilter, type Filtered, filterRows } from '../state/filters.js';
import { useApp, useMessages } from '../ui/context.js';
import { Empty } from '../ui/empty.js';
import { DeliveryList } from './delivery-list.js';
import { FilterBar } from './filter-bar.js';

interface DeliveriesViewProps {
  readonly seq: number | null;
  readonly filter: DeliveryFilter;
}

/** The list of deliveries, and one of them in detail. */
export function DeliveriesView({ seq, filter }: DeliveriesViewProps) {
  const { inspector, router } = useApp();
  const { deliveries: messages } = useMessages();
  const { deliveries } = inspector.state.value;
  const filtered = useRef<Filtered | null>(null);
  const { shown } = useMemo(() => {
    filtered.current = filterRows(filtered.current, deliveries, filter);
    return filtered.current;
  }, [deliveries, filter]);
  const sources = useMemo(() => new Set(deliveries.map(({ source }) => source)), [deliveries]);

  return (
    <div class="split">
      <div class="split-list">
        <FilterBar
          filter={filter}
          sources={sources}
          shown={shown.length}
          all={deliveries.length}
          onChange={(next) => router.replace({ view: 'deliveries', seq, filter: next })}
        />
        <DeliveryList
          rows={shown}
          opened={seq}
          empty={
            deliveries.length === 0 ? (
              <Empty title={messages.empty} hint={messages.emptyHint} />
            ) : (
              <Empty title={messages.noMatch} hint={messages.noMatchHint} />
            )
          }
        />
      </div>
      {seq !== null && <DeliveryPanel key={seq} seq={seq} />}
    </div>
  );
}
