import { ENGINE_SERVICE } from '#shared/telemetry/conventions';
import type { TraceSummary } from '../kept-trace.ts';
import { colourOf, formatMs, formatTime, plural, titleOf } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { serviceTag } from './layout.ts';
import { stateTags } from './state-tags.ts';

const SERVER_ERROR = 500;
const WHOLE = 100;
const LEAST_WIDTH = 1.5;

export function traceTable(traces: readonly TraceSummary[], longest: number): Html {
  return html`<table class="list">
<thead><tr><th>Time</th><th>Request</th><th class="num">Status</th><th class="num">Took</th><th class="track"></th>
<th class="wide">Services</th><th class="num">Spans</th></tr></thead>
<tbody>${traces.map((trace) => row(trace, longest))}</tbody>
</table>`;
}

function row(trace: TraceSummary, longest: number): Html {
  const { traceId, name, startMs, durationMs, services, spans, errors, status, path, faults } = trace;
  const own = services.filter((service) => service !== ENGINE_SERVICE);
  const width = Math.max((WHOLE * durationMs) / longest, LEAST_WIDTH).toFixed(1);
  const main = trace.service === ENGINE_SERVICE ? (own[0] ?? ENGINE_SERVICE) : trace.service;
  const isBad = status !== undefined && status >= SERVER_ERROR;
  return html`<tr>
<td class="dim num"><time datetime="${new Date(startMs).toISOString()}">${formatTime(startMs)}</time></td>
<td><a class="name" href="/traces/${traceId}">${titleOf(name)}</a> <span class="dim">${path}</span>
${stateTags(trace)}
${faults.map((fault) => html`<span class="tag chaos" title="A fault was injected">⚡ ${fault}</span>`)}
${errors > 0 ? html`<span class="tag bad">${plural(errors, 'error')}</span>` : NOTHING}</td>
<td class="num">${isBad ? html`<span class="tag bad">${status}</span>` : (status ?? '')}</td>
<td class="num">${formatMs(durationMs)}</td>
<td class="track"><span class="fill ${colourOf(main)}" style="width:${width}%"></span></td>
<td class="wide">${(own.length > 0 ? own : services).map(serviceTag)}</td>
<td class="num dim">${spans}</td>
</tr>`;
}
