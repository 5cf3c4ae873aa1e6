import type { CallTimeline } from '../../inspector/protocol.js';
import { useFormat, useMessages } from '../ui/context.js';
import { useNow } from '../ui/use-now.js';
import { useSize } from '../ui/use-size.js';
import { AXIS, layOut } from './layout.js';
import { Mark } from './mark.js';
import { Patterns } from './patterns.js';
import { positionIn, spanOf, spread, ticksOf } from './scale.js';
import { Segment } from './segment.js';
import { TransferArrow } from './transfer-arrow.js';

const TICK_WIDTH = 84;
const MARK_GAP = 20;
const isStill = matchMedia('(prefers-reduced-motion: reduce)');

/** What every extension did in a call, on an axis of time that runs from left to right in every language. */
export function Timeline({ timeline }: { timeline: CallTimeline }) {
  const { call: messages } = useMessages();
  const format = useFormat();
  const { ref, width } = useSize<HTMLDivElement>();
  const isRunning = timeline.until === null;
  const now = useNow(isStill.matches ? 1_000 : 200, isRunning);
  const span = spanOf(timeline, now);
  const layout = layOut(timeline, width);
  const { start, rowsTop, rowsBottom, height } = layout;
  const x = positionIn(span, start, layout.span);
  const marks = [...timeline.marks].sort((a, b) => a.at - b.at);
  const places = spread(
    marks.map(({ at }) => x(at)),
    MARK_GAP,
  );

  return (
    <div ref={ref} class="timeline" dir="ltr">
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset.
        <svg width={width} height={height} role="group" aria-label={messages.timeline}>
          <Patterns />
          {ticksOf(span, layout.span / TICK_WIDTH).map((at) => (
            <g key={at} class="tick">
              <line x1={x(at)} x2={x(at)} y1={AXIS - 6} y2={height} />
              <text x={x(at)} y={AXIS - 10} text-anchor="middle">
                {format.clock(at)}
              </text>
            </g>
          ))}
          {timeline.rows.map(({ exten, segments }) => {
            const middle = layout.middleOf(exten) ?? rowsTop;
            return (
              <g key={exten} class="row">
                <line class="row-line" x1={start} x2={start + layout.span} y1={middle} y2={middle} />
                <text class="row-label" x={start - 12} y={middle + 4} text-anchor="end">
                  <title>{exten}</title>
                  {cut(exten)}
                </text>
                {segments.map((segment, index) => (
                  <Segment
                    key={index}
                    exten={exten}
                    segment={segment}
                    until={segment.until ?? span.until}
                    x={x}
                    middle={middle}
                  />
                ))}
              </g>
            );
          })}
          {isRunning && (
            <line class="now" x1={x(now)} x2={x(now)} y1={AXIS} y2={rowsBottom}>
              <title>{messages.now}</title>
            </line>
          )}
          {timeline.transfers.map((transfer, index) => (
            <TransferArrow key={index} transfer={transfer} place={x(transfer.at)} layout={layout} />
          ))}
          {marks.length > 0 && (
            <text class="lane-label" x={start - 12} y={layout.marksMiddle + 4} text-anchor="end">
              {messages.records}
            </text>
          )}
          {marks.map((mark, index) => (
            <Mark key={index} mark={mark} place={places[index] ?? x(mark.at)} middle={layout.marksMiddle} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** A name may be of any length; the whole of it is in the tooltip. */
function cut(exten: string): string {
  return exten.length > 10 ? `${exten.slice(0, 9)}…` : exten;
}
