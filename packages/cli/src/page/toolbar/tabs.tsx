import { VIEWS, type ViewName } from '../state/route.js';
import { useApp, useFormat, useMessages } from '../ui/context.js';

/** Chooses a view. */
export function Tabs() {
  const { inspector, router } = useApp();
  const { views, toolbar } = useMessages();
  const format = useFormat();
  const { deliveries, calls } = inspector.state.value;
  const selected = router.route.value.view;
  const counts: Readonly<Record<ViewName, number | null>> = {
    deliveries: deliveries.length,
    calls: calls.size,
    board: null,
  };

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // In a page that runs from right to left, the next tab is to the left.
    const forward = document.documentElement.dir === 'rtl' ? -step : step;
    const next = VIEWS[(VIEWS.indexOf(selected) + forward + VIEWS.length) % VIEWS.length];
    if (next === undefined) return;
    router.goToView(next);
    document.getElementById(`tab-${next}`)?.focus();
  }

  return (
    <div class="tabs" role="tablist" aria-label={toolbar.views}>
      {VIEWS.map((view) => {
        const count = counts[view];
        return (
          <button
            key={view}
            id={`tab-${view}`}
            type="button"
            role="tab"
            aria-selected={view === selected}
            aria-controls="view"
            tabIndex={view === selected ? 0 : -1}
            onClick={() => router.goToView(view)}
            onKeyDown={onKeyDown}
          >
            {views[view]}
            {count !== null && <span class="count">{format.count(count)}</span>}
          </button>
        );
      })}
    </div>
  );
}
