const PATHS = {
  pause: 'M5 3h2v10H5zM9 3h2v10H9z',
  play: 'M5 3l8 5-8 5z',
  clear: 'M6 2h4l.5 1H13v1.5H3V3h2.500zM4 6h8l-.6 8H4.600z',
  settings:
    'M7 1h2l.4 1.800 1.400.6 1.600-1 1.400 1.400-1 1.600.6 1.400L15 7v2l-1.800.4-.6 1.400 1 1.600-1.400 1.400-1.600-1-1.400.6L9 15H7l-.4-1.800-1.400-.6-1.600 1-1.400-1.400 1-1.600-.6-1.400L1 9V7l1.800-.4.6-1.400-1-1.600 1.400-1.400 1.600 1 1.400-.6zM8 5.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5z',
  keyboard:
    'M1 4h14v8H1zM3 6v1.200h1.500V6zm3 0v1.200h1.500V6zm3 0v1.200h1.500V6zm3 0v1.200h1.200V6zM4 9v1.200h8V9z',
  close: 'M4 3l4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
} as const;

/** A small picture beside or instead of a word; says nothing to those who cannot see it. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
