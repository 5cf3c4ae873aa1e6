import type { ComponentChildren } from 'preact';

interface LabelledProps {
  readonly class: string;
  readonly label: string;
  readonly transform?: string;
  readonly children: ComponentChildren;
}

/** A part of a drawing that says what it is: by a tooltip, and to those who cannot see it. */
export function Labelled({ class: className, label, transform, children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes is not interactive.
    <g class={className} role="img" aria-label={label} transform={transform}>
      <title>{label}</title>
      {children}
    </g>
  );
}
