import { useEffect } from 'preact/hooks';
import { shownMs, shownTime } from '#console/format.ts';
import { OrderLinks } from '#console/parts/order-links';
import { isTelemetryOff, TelemetryOff } from '#console/parts/telemetry-off';
import { filter, frozenAtMs, linkTo } from '#console/state/page-state.ts';
import { isFrozen } from '#console/state/store.ts';
import { shownCodes } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import type { TraceSummary } from '#shared/console/traces';
import { isFailedOrder } from '#shared/telemetry/order-state';
import { resultsOf } from './results.ts';
import { TraceFilters } from './trace-filters.tsx';
import { list, listQuery, readList } from './traces-state.ts';
import { TRACES } from './words.ts';

const EVERY_MS = 2_000;

/** The last traces, newest first; new ones come by themselves. */
export function TraceList() {
  const words = wordsOf(TRACES);
  const query = listQuery.value;
  useEffect(() => {
    void readList();
    const timer = setInterval(() => {
      if (!document.hidden && !isFrozen.peek()) void readList();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [query]);
  const found = list.value;
  return (
    <section class="card">
      <h2>{words.list}</h2>
      <TelemetryOff />
      <TraceFilters />
      {found ? (
        <p class="muted" role="status">
          {words.count(found.traces.length, found.kept)} {found.hasMore ? words.more : ''}{' '}
          {frozenAtMs.value === 0 ? '' : words.until(shownTime(frozenAtMs.value))}
        </p>
      ) : null}
      {found?.traces.length === 0 && !isTelemetryOff ? (
        <p class="empty">{filter.value === '' ? words.none : words.noneFits}</p>
      ) : null}
      {found && found.traces.length > 0 ? <Table traces={found.traces} /> : null}
    </section>
  );
}

function Table({ traces }: { readonly traces: readonly TraceSummary[] }) {
  const words = wordsOf(TRACES);
  const longestMs = Math.max(...traces.map(({ durationMs }) => durationMs));
  return (
    <div class="wide">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.services}</th>
            <th scope="col">{words.result}</th>
            <th scope="col">{words.spans}</th>
            <th scope="col" colSpan={2}>
              {words.took}
            </th>
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <Row key={trace.traceId} trace={trace} longestMs={longestMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ trace, longestMs }: { readonly trace: TraceSummary; readonly longestMs: number }) {
  const { traceId, name, path, startMs, durationMs, services, spans } = trace;
  const share = (100 * durationMs) / Math.max(longestMs, Number.MIN_VALUE);
  return (
    <tr class={isBad(trace) ? 'bad' : ''}>
      <td>{shownTime(startMs)}</td>
      <th scope="row">
        <a {...linkTo('traces', traceId)}>
          {name.replace(/^gateway /, '') || '–'} {path}
        </a>
      </th>
      <td>{services.join(', ')}</td>
      <td>
        <Results trace={trace} />
      </td>
      <td>{spans}</td>
      <td>{shownMs(durationMs)}</td>
      <td aria-hidden="true" class="track">
        <span class="bar" style={{ width: `${share}%` }} />
      </td>
    </tr>
  );
}

const isBad = ({ errors, order }: TraceSummary): boolean => errors > 0 || isFailedOrder(order);

/** How a trace ended, its orders, and the faults that acted. */
function Results({ trace }: { readonly trace: TraceSummary }) {
  const words = wordsOf(TRACES);
  return (
    <>
      {resultsOf(trace).map(({ kind, text, isBad }) => (
        <span key={kind + text} class={`tag ${isBad ? 'bad' : ''}`}>
          {words.results[kind]} {shownCodes(text)}
        </span>
      ))}
      {trace.orderIds.length === 0 ? null : (
        <span class="tag">
          <OrderLinks orderIds={trace.orderIds} />
        </span>
      )}
      {trace.faults.map((fault) => (
        <mark key={fault}>⚡ {fault}</mark>
      ))}
    </>
  );
}
