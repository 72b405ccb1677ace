import type { TraceSummary } from '../kept-trace.ts';
import { isFailedOrder } from '../order-state.ts';
import type { TraceDocument } from '../trace-document.ts';
import { formatMs, formatTime, plural } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { stateTags } from './state-tags.ts';

export function facts({ traceId, logs }: TraceDocument, summary: TraceSummary): Html {
  const { startMs, durationMs, spans, errors, faults, order } = summary;
  const noErrors = isFailedOrder(order) ? NOTHING : html`<span>no errors</span>`;
  return html`<div class="facts">
<span>took <b>${formatMs(durationMs)}</b></span><span>at <b>${formatTime(startMs)}</b></span>
<span><b>${plural(spans, 'span')}</b></span>
${stateTags(summary)}
${errors > 0 ? html`<span class="tag bad">${plural(errors, 'error')}</span>` : noErrors}
${faults.map((fault) => html`<span class="tag chaos">⚡ ${fault}</span>`)}
<span>${logs.length > 0 ? html`<a href="#log">${plural(logs.length, 'log line')}</a>` : 'no log lines'}</span>
<span>trace <code>${traceId}</code></span><span><a href="/traces/${traceId}.json">JSON</a></span>
</div>`;
}

export function notes({ spans, missingParents, droppedSpans }: TraceDocument): Html {
  const missing = missingParents.length;
  return html`${spans.length === 0 ? html`<p class="note">Only log lines of this trace have arrived so far.</p>` : NOTHING}
${missing > 0 ? html`<p class="note">${plural(missing, 'span')} with children ${missing === 1 ? 'is' : 'are'} missing: spans of the caller, or still in progress (spans arrive up to a second after they end).</p>` : NOTHING}
${droppedSpans > 0 ? html`<p class="note bad">${plural(droppedSpans, 'span')} over the limit of one trace ${droppedSpans === 1 ? 'was' : 'were'} dropped.</p>` : NOTHING}`;
}
