import { PORT_NUMBERS } from '#shared/ports';
import { SERVICE_NAMES } from '#shared/services';
import type { TraceSummary } from '../kept-trace.ts';
import type { TraceFilter, TraceList } from '../trace-filter.ts';
import { colourOf, formatMs, formatTime, plural } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { page, serviceTag } from './layout.ts';

const EMULATOR = 'engine';
const SERVER_ERROR = 500;
const WHOLE = 100;
const LEAST_WIDTH = 1.5;

/** The list of traces, newest first. */
export function listPage({ traces, hasMore, kept }: TraceList, filter: TraceFilter): string {
  const longest = Math.max(...traces.map(({ durationMs }) => durationMs), 1);
  const more = hasMore ? ', and older ones that match' : '';
  return page(
    'Traces',
    html`<h1>Traces</h1>
<div class="dim">The latest traces of this machine, newest first. A trace is all the work that one request started.</div>
${filterForm(filter)}
<div id="traces">
<div class="panel">${traces.length === 0 ? empty(kept) : table(traces, longest)}</div>
<p class="dim">${plural(traces.length, 'trace')} of ${kept}${more} · <a href="/traces.json">as JSON</a></p>
</div>`,
  );
}

function filterForm(filter: TraceFilter): Html {
  const services = [...SERVICE_NAMES, 'client', EMULATOR];
  if (filter.service && !services.includes(filter.service)) services.push(filter.service);
  const options = services.map(
    (name) => html`<option ${name === filter.service ? 'selected' : ''}>${name}</option>`,
  );
  const box = (name: string, label: string, checked: boolean): Html =>
    html`<label><input type="checkbox" name="${name}" value="1" ${checked ? 'checked' : ''}> ${label}</label>`;
  return html`<form method="get" action="/traces">
<input type="search" name="q" value="${filter.text}" placeholder="Name, order id, any attribute … ( / )" aria-label="Text">
<select name="service" aria-label="Service"><option value="">all services</option>${options}</select>
<label>at least <input type="number" name="min" min="0" step="any" value="${filter.minMs || ''}" aria-label="Minimum duration in milliseconds"> ms</label>
${box('error', 'errors', filter.onlyErrors)}
${box('chaos', 'chaos', filter.onlyFaults)}
<button>Filter</button>
<label hidden><input type="checkbox" id="live"> live</label>
</form>`;
}

function table(traces: readonly TraceSummary[], longest: number): Html {
  return html`<table class="list">
<thead><tr><th>Time</th><th>Request</th><th class="num">Status</th><th class="num">Took</th><th class="track"></th>
<th class="wide">Services</th><th class="num">Spans</th></tr></thead>
<tbody>${traces.map((trace) => row(trace, longest))}</tbody>
</table>`;
}

function row(trace: TraceSummary, longest: number): Html {
  const { traceId, name, startMs, durationMs, services, spans, errors, status, path, faults } = trace;
  const own = services.filter((service) => service !== EMULATOR);
  const width = Math.max((WHOLE * durationMs) / longest, LEAST_WIDTH).toFixed(1);
  const main = trace.service === EMULATOR ? (own[0] ?? EMULATOR) : trace.service;
  const isBad = status !== undefined && status >= SERVER_ERROR;
  return html`<tr>
<td class="dim num"><time datetime="${new Date(startMs).toISOString()}">${formatTime(startMs)}</time></td>
<td><a class="name" href="/traces/${traceId}">${titleOf(name)}</a> <span class="dim">${path}</span>
${faults.map((fault) => html`<span class="tag chaos" title="A fault was injected">⚡ ${fault}</span>`)}
${errors > 0 ? html`<span class="tag bad">${plural(errors, 'error')}</span>` : NOTHING}</td>
<td class="num">${isBad ? html`<span class="tag bad">${status}</span>` : (status ?? '')}</td>
<td class="num">${formatMs(durationMs)}</td>
<td class="track"><span class="fill ${colourOf(main)}" style="width:${width}%"></span></td>
<td class="wide">${(own.length > 0 ? own : services).map(serviceTag)}</td>
<td class="num dim">${spans}</td>
</tr>`;
}

/** Title of a trace: the name of its root span, without the gateway's prefix. */
export const titleOf = (name: string): string => name.replace(/^gateway /, '') || '(no name)';

function empty(kept: number): Html {
  return kept > 0
    ? html`<p class="empty">No trace matches. <a href="/traces">Show all ${kept}</a></p>`
    : html`<p class="empty">No traces yet. Make a request, and reload a second later:<br><br>
<code>curl http://localhost:${PORT_NUMBERS.restaurant}/menus</code></p>`;
}
