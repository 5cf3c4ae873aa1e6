import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a detail that can be folded away. */
export function Section({ title, open = true, children }: SectionProps) {
  return (
    <details class="section" open={open}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}
