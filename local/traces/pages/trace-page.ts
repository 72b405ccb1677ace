import type { TraceSummary } from '../kept-trace.ts';
import type { TraceDocument } from '../trace-document.ts';
import { treeOf } from '../trace-tree.ts';
import { formatMs, titleOf } from './format.ts';
import { html, NOTHING } from './html.ts';
import { page, serviceTag } from './layout.ts';
import { linked, linksTo } from './linked-traces.ts';
import { allLogs } from './log-lines.ts';
import { spanRow } from './span-row.ts';
import { type TimeAxis, ticks } from './time-axis.ts';
import { facts, notes } from './trace-notes.ts';

interface TracePageOptions {
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
