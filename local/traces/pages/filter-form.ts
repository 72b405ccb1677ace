import { SERVICE_NAMES } from '#shared/services';
import { ENGINE_SERVICE } from '#shared/telemetry/conventions';
import { ORDER_STATES } from '../order-state.ts';
import type { TraceFilter } from '../trace-filter.ts';
import { type Html, html } from './html.ts';

export function filterForm(filter: TraceFilter): Html {
  const services = [...SERVICE_NAMES, 'client', ENGINE_SERVICE];
  if (filter.service && !services.includes(filter.service)) services.push(filter.service);
  const states: string[] = [...ORDER_STATES];
  if (filter.order && !states.includes(filter.order)) states.push(filter.order);
  const options = (names: readonly string[], chosen: string): Html[] =>
    names.map((name) => html`<option ${name === chosen ? 'selected' : ''}>${name}</option>`);
  const box = (name: string, label: string, checked: boolean): Html =>
    html`<label><input type="checkbox" name="${name}" value="1" ${checked ? 'checked' : ''}> ${label}</label>`;
  return html`<form method="get" action="/traces">
<input type="search" name="q" value="${filter.text}" placeholder="Name, order id, any attribute … ( / )" aria-label="Text">
<select name="service" aria-label="Service"><option value="">all services</option>${options(services, filter.service)}</select>
<select name="order" aria-label="State of the order"><option value="">any order or none</option>${options(states, filter.order)}</select>
<label>at least <input type="number" name="min" min="0" step="any" value="${filter.minMs || ''}" aria-label="Minimum duration in milliseconds"> ms</label>
${box('error', 'failures', filter.onlyFailures)}
${box('chaos', 'chaos', filter.onlyFaults)}
<button>Filter</button>
<label hidden><input type="checkbox" id="live"> live</label>
</form>`;
}
