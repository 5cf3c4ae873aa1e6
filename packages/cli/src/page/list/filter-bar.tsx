import { EVENT_NAMES, isKnownEvent } from '../state/events.js';
import { type DeliveryFilter, isOpen, NO_FILTER } from '../state/filters.js';
import { useFormat, useMessages } from '../ui/context.js';

interface FilterBarProps {
  readonly filter: DeliveryFilter;
  readonly sources: ReadonlySet<string | null>;
  readonly shown: number;
  readonly all: number;
  onChange(filter: DeliveryFilter): void;
}

const OTHER_KINDS = ['unknown', 'error', 'refused'] as const;

/** Chooses which deliveries to show. */
export function FilterBar({ filter, sources, shown, all, onChange }: FilterBarProps) {
  const { filter: messages } = useMessages();
  const format = useFormat();
  const change = (part: Partial<DeliveryFilter>) => onChange({ ...filter, ...part });
  const input = (field: 'text' | 'call' | 'number') => (
    <input
      type="search"
      class={`filter-${field}`}
      placeholder={messages[field]}
      aria-label={messages[field]}
      dir={field === 'text' ? 'auto' : undefined}
      data-search={field === 'text' ? '' : undefined}
      spellcheck={false}
      autocomplete="off"
      value={filter[field]}
      onInput={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );

  return (
    <search class="filter-bar" aria-label={messages.label}>
      {input('text')}
      <select
        aria-label={messages.event}
        value={filter.event}
        onChange={({ currentTarget: { value } }) =>
          change({ event: isKnownEvent(value) ? value : (OTHER_KINDS.find((kind) => kind === value) ?? '') })
        }
      >
        <option value="">{messages.everyEvent}</option>
        {EVENT_NAMES.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        {OTHER_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {messages[kind]}
          </option>
        ))}
      </select>
      {input('call')}
      {input('number')}
      <SourceSelect source={filter.source} sources={sources} onChange={(source) => change({ source })} />
      <output class="shown" aria-live="off">
        {messages.shown(format.count(shown), format.count(all))}
      </output>
      {!isOpen(filter) && (
        <button type="button" onClick={() => onChange(NO_FILTER)}>
          {messages.reset}
        </button>
      )}
    </search>
  );
}

interface SourceSelectProps {
  readonly source: DeliveryFilter['source'];
  readonly sources: ReadonlySet<string | null>;
  onChange(source: DeliveryFilter['source']): void;
}

/** Choices are numbered, because a source may be called anything. */
function SourceSelect({ source, sources, onChange }: SourceSelectProps) {
  const { filter: messages } = useMessages();
  // One from a link may not have been seen yet.
  const choices = [...(source === undefined ? sources : new Set([...sources, source]))];
  return (
    <select
      aria-label={messages.source}
      value={source === undefined ? '' : String(choices.indexOf(source))}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : choices[Number(value)])}
    >
      <option value="">{messages.everySource}</option>
      {choices.map((choice, index) => (
        <option key={choice} value={String(index)}>
          {choice ?? messages.noSource}
        </option>
      ))}
    </select>
  );
}
