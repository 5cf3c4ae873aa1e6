import type { ComponentChildren } from 'preact';

/** Names and what they stand for; those that stand for nothing are left out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => !isNothing(value))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function isNothing(value: ComponentChildren): boolean {
  return value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
}
