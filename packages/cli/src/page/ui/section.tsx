import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of a detail that can be folded away. */
export function Section({ title, children }: SectionProps) {
  return (
    <details class="section" open>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}
