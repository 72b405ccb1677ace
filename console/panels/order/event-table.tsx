import { shownMs, shownNumber } from '#console/format.ts';
import { TraceLink } from '#console/parts/trace-link';
import { shownParticulars } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import type { LifeMark } from './life.ts';
import { ORDER } from './words.ts';

/** Every mark as a row, with its trace. */
export function EventTable({ marks }: { readonly marks: readonly LifeMark[] }) {
  const words = wordsOf(ORDER);
  const zeroMs = marks[0]?.fromMs ?? 0;
  return (
    <div class="wide">
      <table class="events">
        <caption>{words.events}</caption>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.took}</th>
            <th scope="col">{words.trace}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ lane, kind, text, fromMs, toMs, isBad, isOpen, traceId, spanId }, at) => (
            <tr key={at} class={isBad ? 'bad' : ''}>
              <td>+{shownNumber(fromMs - zeroMs)} ms</td>
              <td>{words.lanes[lane]}</td>
              <td>
                {kind ? `${words.kinds[kind]} ` : ''}
                {kind ? <small class="muted">{shownParticulars(text)}</small> : text}
              </td>
              <td>{isOpen ? words.goesOn : toMs > fromMs ? shownMs(toMs - fromMs) : ''}</td>
              <td>{traceId ? <TraceLink traceId={traceId} spanId={spanId} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
