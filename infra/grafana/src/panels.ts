import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import { type DataSourceRef, StackingMode, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import {
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as logs from '@grafana/grafana-foundation-sdk/logs';
import * as loki from '@grafana/grafana-foundation-sdk/loki';
import * as nodegraph from '@grafana/grafana-foundation-sdk/nodegraph';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as tempo from '@grafana/grafana-foundation-sdk/tempo';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

export const PROMETHEUS: DataSourceRef = { type: 'prometheus', uid: 'prometheus' };
export const LOKI: DataSourceRef = { type: 'loki', uid: 'loki' };
export const TEMPO: DataSourceRef = { type: 'tempo', uid: 'tempo' };

export type Unit = 'reqps' | 's' | 'ms' | 'percentunit' | 'short' | 'cps';

interface Described {
  readonly title: string;
  /** The content of the panel, and what to look for. */
  readonly description: string;
}

export interface Query {
  readonly expr: string;
  /** Template such as `{{service_name}}`. */
  readonly legend: string;
  /** Whether points link to their traces. */
  readonly exemplars?: boolean;
}

/** Values from which a number is a warning, or bad. */
export interface Limits {
  readonly warn?: number;
  readonly bad?: number;
}

interface Metric extends Described {
  readonly unit: Unit;
  readonly queries: readonly Query[];
  readonly limits?: Limits;
  /** Width in columns, of 24. */
  readonly width?: number;
}

const HEIGHT = 8;
const STAT_HEIGHT = 4;
const TALL = 12;
const HALF = 12;
const FULL = 24;
const STAT_WIDTH = 4;
const FILL_PERCENT = 12;
const STACK_FILL_PERCENT = 40;

const refId = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

const promQuery = ({ expr, legend, exemplars = false }: Query, index: number) =>
  new prometheus.DataqueryBuilder()
    .refId(refId(index))
    .datasource(PROMETHEUS)
    .expr(expr)
    .legendFormat(legend)
    .exemplar(exemplars);

function thresholds({ warn, bad }: Limits): ThresholdsConfigBuilder {
  const steps = [
    { value: null, color: 'green' },
    ...(warn === undefined ? [] : [{ value: warn, color: 'orange' }]),
    ...(bad === undefined ? [] : [{ value: bad, color: 'red' }]),
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

export interface Lines extends Metric {
  /** Whether the series are stacked, as parts of a whole. */
  readonly stacked?: boolean;
}

export function lines(options: Lines): Builder<Panel> {
  const { title, description, unit, queries, limits, width = HALF, stacked = false } = options;
  const panel = new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .unit(unit)
    .min(0)
    .span(width)
    .height(HEIGHT)
    .showPoints(VisibilityMode.Never)
    .fillOpacity(stacked ? STACK_FILL_PERCENT : FILL_PERCENT)
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.Table)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    )
    .targets(queries.map(promQuery));
  if (stacked) panel.stacking(new common.StackingConfigBuilder().mode(StackingMode.Normal));
  if (!limits) return panel;
  return panel
    .thresholds(thresholds(limits))
    .thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
}

/** Shows one number for the whole time range. */
export function number(options: Metric): Builder<Panel> {
  const { title, description, unit, queries, limits = {}, width = STAT_WIDTH } = options;
  const panel = new stat.PanelBuilder();
  if (unit === 'short') panel.decimals(0);
  return panel
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .unit(unit)
    .span(width)
    .height(STAT_HEIGHT)
    .thresholds(thresholds(limits))
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false))
    .graphMode(common.BigValueGraphMode.None)
    .targets(queries.map((query, index) => promQuery(query, index).instant()));
}

/** Shows log lines, newest first. */
export function logLines({
  title,
  description,
  expr,
}: Described & { readonly expr: string }): Builder<Panel> {
  return new logs.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(LOKI)
    .span(FULL)
    .height(TALL)
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending)
    .withTarget(new loki.DataqueryBuilder().refId('A').datasource(LOKI).expr(expr).queryType('range'));
}

export function logRate(
  options: Described & { readonly expr: string; readonly legend: string },
): Builder<Panel> {
  const { title, description, expr, legend } = options;
  const query = new loki.DataqueryBuilder().refId('A').datasource(LOKI).expr(expr).legendFormat(legend);
  return new timeseries.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(LOKI)
    .unit('short')
    .min(0)
    .span(HALF)
    .height(HEIGHT)
    .drawStyle(common.GraphDrawStyle.Bars)
    .fillOpacity(STACK_FILL_PERCENT)
    .stacking(new common.StackingConfigBuilder().mode(StackingMode.Normal))
    .withTarget(query.queryType('range'));
}

/** Lists traces, or spans of traces, that a TraceQL query finds. */
export function traces({
  title,
  description,
  query,
}: Described & { readonly query: string }): Builder<Panel> {
  const LIMIT = 20;
  return new table.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(TEMPO)
    .span(HALF)
    .height(HEIGHT)
    .withTarget(traceQuery('traceql').query(query).limit(LIMIT).tableType(tempo.SearchTableType.Traces));
}

export function serviceMap({ title, description }: Described): Builder<Panel> {
  return new nodegraph.PanelBuilder()
    .title(title)
    .description(description)
    .datasource(TEMPO)
    .span(FULL)
    .height(TALL)
    .withTarget(traceQuery('serviceMap'));
}

const traceQuery = (queryType: string): tempo.DataqueryBuilder & Builder<Dataquery> =>
  new tempo.DataqueryBuilder().refId('A').datasource(TEMPO).queryType(queryType);
