import { PORT_NUMBERS } from '#shared/ports';
import type { TraceList } from '../list-traces.ts';
import type { TraceFilter } from '../trace-filter.ts';
import { filterForm } from './filter-form.ts';
import { plural } from './format.ts';
import { type Html, html } from './html.ts';
import { page } from './layout.ts';
import { traceTable } from './trace-table.ts';

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
<div class="panel">${traces.length === 0 ? empty(kept) : traceTable(traces, longest)}</div>
<p class="dim">${plural(traces.length, 'trace')} of ${kept}${more} · <a href="/traces.json">as JSON</a> · <a href="/">all addresses</a></p>
</div>`,
  );
}

function empty(kept: number): Html {
  return kept > 0
    ? html`<p class="empty">No trace matches. <a href="/traces">Show all ${kept}</a></p>`
    : html`<p class="empty">No traces yet. Make a request, and reload a second later:<br><br>
<code>curl http://localhost:${PORT_NUMBERS.restaurant}/menus</code></p>`;
}
