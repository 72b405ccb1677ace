import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  type RowPanel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { promName, recordedName, SERVER, SPAN, SPAN_METRICS } from './metric-names.ts';
import { PROMETHEUS } from './panels.ts';
import { increase, is, ownSpans, series, sum } from './promql.ts';

export const TAG = 'food-delivery';

export interface DashboardOptions {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly { readonly title: string; readonly panels: readonly Builder<Panel>[] }[];
  /** Lets the reader choose services, for queries with `$service`. */
  readonly choosesService?: boolean;
}

/** Gives panels fixed ids. Without them Grafana numbers panels anew at each load, and links to one panel break. */
function numbered(dashboard: Dashboard): Dashboard {
  dashboard.panels?.forEach((panel: Panel | RowPanel, index) => {
    panel.id = index + 1;
  });
  return dashboard;
}

export function dashboard(options: DashboardOptions): Dashboard {
  const { uid, title, description, rows, choosesService = false } = options;
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .timezone('browser')
    .refresh('5s')
    .time({ from: 'now-15m', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .annotation(faults())
    .annotation(alerts())
    .link(otherDashboards());
  if (choosesService) builder.withVariable(serviceVariable());
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) builder.withPanel(panel);
  }
  return numbered(builder.build());
}

const otherDashboards = (): DashboardLinkBuilder =>
  new DashboardLinkBuilder('Food delivery')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .keepTime(true)
    .includeVars(false);

const marks = (expr: string): DataqueryBuilder =>
  new DataqueryBuilder().refId('Anno').datasource(PROMETHEUS).expr(expr).interval('15s');

/** Marks on every time axis the times at which a fault acted. */
function faults(): AnnotationQueryBuilder {
  const labels = [ATTRIBUTE.chaosFault, ATTRIBUTE.chaosMode];
  return new AnnotationQueryBuilder()
    .name('Faults that acted')
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor('red')
    .target(marks(`${sum(increase(recordedName(METRIC.chaosInjected), '30s'), labels)} > 0`))
    .titleFormat(`{{${promName(ATTRIBUTE.chaosFault)}}}`)
    .textFormat(`{{${promName(ATTRIBUTE.chaosMode)}}}`)
    .tagKeys(labels.map(promName).join(','));
}

const alerts = (): AnnotationQueryBuilder =>
  new AnnotationQueryBuilder()
    .name('Alerts that fire')
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor('orange')
    .target(marks('ALERTS{alertstate="firing"}'))
    .titleFormat('{{alertname}}')
    .textFormat('{{service_name}} {{http_route}}')
    .tagKeys('severity');

const serviceVariable = (): QueryVariableBuilder =>
  new QueryVariableBuilder('service')
    .label('Service')
    .datasource(PROMETHEUS)
    .query({
      qryType: 1,
      query: `label_values(${series(SPAN_METRICS.calls, ownSpans(is(SPAN.kind, SERVER)))}, ${promName(SPAN.service)})`,
      refId: 'service',
    })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current({ selected: true, text: ['All'], value: ['$__all'] });
