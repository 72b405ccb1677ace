import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { TraceLog } from '#shared/telemetry/otlp/read-item';
import type { TraceSummary } from '../kept-trace.ts';
import type { TraceDocument } from '../trace-document.ts';
import { treeOf } from '../trace-tree.ts';
import { formatMs, formatTime, plural } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { page, serviceTag } from './layout.ts';
import { titleOf } from './list-page.ts';
import { logLines } from './log-lines.ts';
import { spanRow, type TimeAxis } from './span-row.ts';

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export interface TracePageOptions {
  readonly summary: TraceSummary;
  /** Summary of a linked trace; undefined if it is not stored. */
  summaryOf(traceId: string): TraceSummary | undefined;
  /** More spans may still arrive. */
  readonly isFresh: boolean;
}

/** The waterfall of one trace. */
export function tracePage(trace: TraceDocument, { summary, summaryOf, isFresh }: TracePageOptions): string {
  const startNs = trace.spans[0] ? BigInt(trace.spans[0].startTimeUnixNano) : 0n;
  const axis: TimeAxis = { startNs, totalMs: summary.durationMs };
  const logsOf = Map.groupBy(trace.logs, ({ spanId }) => spanId);
  const rows = treeOf(trace.spans).map((row) => spanRow(row, axis, logsOf.get(row.span.spanId) ?? []));
  const title = titleOf(summary.name);
  return page(
    `${title} · ${formatMs(summary.durationMs)}`,
    html`<p class="dim"><a href="/traces">← All traces</a></p>
<h1>${title} <span class="dim">${summary.path}</span></h1>
${facts(trace, summary)}
${notes(trace)}
<div class="bar-row"><div>${summary.services.map(serviceTag)}</div><div>
${summary.services.includes('engine') ? html`<label title="Spans of the local engine, which do not exist on AWS"><input type="checkbox" id="no-emulator"> hide emulator spans</label>` : NOTHING}
<button id="expand" type="button" hidden>Expand all</button></div></div>
<div class="panel">
<div class="axis"><div>Span</div><div class="ticks">${ticks(summary.durationMs)}</div><div class="num">Took</div></div>
${rows}
</div>
${linked('Linked to', linksTo(trace), summaryOf)}
${linked('Linked from', trace.linkedFrom, summaryOf)}
${allLogs(trace.logs, startNs)}
${isFresh ? html`<span id="again"></span>` : NOTHING}`,
  );
}

function facts(
  { traceId, logs }: TraceDocument,
  { startMs, durationMs, spans, errors, faults }: TraceSummary,
): Html {
  return html`<div class="facts">
<span>took <b>${formatMs(durationMs)}</b></span><span>at <b>${formatTime(startMs)}</b></span>
<span><b>${plural(spans, 'span')}</b></span>
<span>${errors > 0 ? html`<span class="tag bad">${plural(errors, 'error')}</span>` : 'no errors'}</span>
${faults.map((fault) => html`<span class="tag chaos">⚡ ${fault}</span>`)}
<span>${logs.length > 0 ? html`<a href="#log">${plural(logs.length, 'log line')}</a>` : 'no log lines'}</span>
<span>trace <code>${traceId}</code></span><span><a href="/traces/${traceId}.json">JSON</a></span>
</div>`;
}

function notes({ spans, missingParents, droppedSpans }: TraceDocument): Html {
  const missing = missingParents.length;
  return html`${spans.length === 0 ? html`<p class="note">Only log lines of this trace have arrived so far.</p>` : NOTHING}
${missing > 0 ? html`<p class="note">${plural(missing, 'span')} with children ${missing === 1 ? 'is' : 'are'} missing: spans of the caller, or still in progress (spans arrive up to a second after they end).</p>` : NOTHING}
${droppedSpans > 0 ? html`<p class="note bad">${plural(droppedSpans, 'span')} over the limit of one trace ${droppedSpans === 1 ? 'was' : 'were'} dropped.</p>` : NOTHING}`;
}

const ticks = (totalMs: number): Html[] =>
  TICKS.map(
    (part) => html`<span style="left:${part * 100}%">${part === 0 ? 0 : formatMs(totalMs * part)}</span>`,
  );

const linksTo = ({ traceId, spans }: TraceDocument): string[] => [
  ...new Set(spans.flatMap(({ links }) => links.map((link) => link.traceId)).filter((id) => id !== traceId)),
];

function linked(
  heading: string,
  traceIds: readonly string[],
  summaryOf: TracePageOptions['summaryOf'],
): Html {
  if (traceIds.length === 0) return NOTHING;
  const rows = traceIds.map((traceId) => {
    const summary = summaryOf(traceId);
    return summary
      ? html`<tr><td class="dim num">${formatTime(summary.startMs)}</td><td><a class="name" href="/traces/${traceId}">${titleOf(summary.name)}</a></td>
<td class="num">${formatMs(summary.durationMs)}</td><td class="num dim">${plural(summary.spans, 'span')}</td></tr>`
      : html`<tr><td></td><td class="dim">trace <code>${traceId}</code> is not stored</td><td></td><td></td></tr>`;
  });
  return html`<h2>${heading}</h2><div class="panel"><table class="list links"><tbody>${rows}</tbody></table></div>`;
}

function allLogs(logs: readonly TraceLog[], startNs: bigint): Html {
  if (logs.length === 0) return NOTHING;
  const offset = ({ timeUnixNano }: TraceLog): number => msBetween(startNs, timeUnixNano);
  return html`<h2 id="log">Log</h2><div class="panel">${logLines(logs, offset)}</div>`;
}
