/** What fills segments, so that they differ without colours too. */
export function Patterns() {
  return (
    <defs>
      <pattern id="ringing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" class="fill-ringing-soft" />
        <rect width="3" height="6" class="fill-ringing" />
      </pattern>
      <pattern id="dialing" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" class="fill-dialing-soft" />
        <circle cx="3" cy="3" r="1.6" class="fill-dialing" />
      </pattern>
      <pattern id="holding" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" class="fill-holding-soft" />
        <rect width="2" height="5" class="fill-holding" />
      </pattern>
      <marker
        id="arrow"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto-start-reverse"
      >
        <path d="M0 0L8 4L0 8z" class="fill-transfer" />
      </marker>
    </defs>
  );
}
