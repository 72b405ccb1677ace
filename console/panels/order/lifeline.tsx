import { shownMs } from '#console/format.ts';
import { wordsOf } from '#console/words/words.ts';
import { axisOf, placeOf } from './axis.ts';
import { LANES, type LifeMark } from './life.ts';
import { ORDER } from './words.ts';

const LEAST_WIDTH = 0.35;

/** One row for each lane, all on one axis. The table below has the same in words. */
export function Lifeline({ marks }: { readonly marks: readonly LifeMark[] }) {
  const words = wordsOf(ORDER);
  const pieces = axisOf(marks);
  const byLane = Map.groupBy(marks, ({ lane }) => lane);
  return (
    <figure class="lifeline" aria-hidden="true">
      <figcaption class="muted">{words.picture}</figcaption>
      <div class="lanes">
        <div class="lane axis">
          <span />
          <div>
            {pieces
              .filter(({ isIdle }) => isIdle)
              .map(({ left, width, fromMs, toMs }) => (
                <span key={fromMs} class="gap" style={{ left: `${left}%`, width: `${width}%` }}>
                  {shownMs(toMs - fromMs)}
                </span>
              ))}
          </div>
        </div>
        {LANES.filter((lane) => byLane.has(lane)).map((lane) => (
          <div key={lane} class={`lane ${lane}`}>
            <span>{words.lanes[lane]}</span>
            <div>
              {pieces
                .filter(({ isIdle }) => isIdle)
                .map(({ left, width, fromMs }) => (
                  <i key={fromMs} class="gap" style={{ left: `${left}%`, width: `${width}%` }} />
                ))}
              {byLane.get(lane)?.map((mark, at) => {
                const left = placeOf(pieces, mark.fromMs);
                const width = Math.max(placeOf(pieces, mark.toMs) - left, LEAST_WIDTH);
                const isInstant = mark.toMs === mark.fromMs;
                return (
                  <i
                    key={at}
                    class={`mark ${isInstant ? 'instant' : ''} ${mark.isBad ? 'bad' : ''}`}
                    title={[mark.kind && words.kinds[mark.kind], mark.text].filter(Boolean).join(' ')}
                    style={{ left: `${left}%`, ...(!isInstant && { width: `${width}%` }) }}
                  />
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </figure>
  );
}
