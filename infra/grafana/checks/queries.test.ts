import { describe, expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { alertRules } from '../src/alert-rules.ts';
import { allDashboards } from '../src/generated-files.ts';
import { fillVariables } from '../src/panel-variables.ts';
import { everyQuery, markQueries } from '../src/queries.ts';
import { RECORDED, recordingExpression } from '../src/recording-rules.ts';
import { unknownAttributes } from './known-attributes.ts';
import { knownMetrics, unknownNames } from './known-names.ts';
import { spanDimensions } from './shipped.ts';
import { syntaxProblem } from './syntax.ts';

const queries = everyQuery();
const marks = Object.values(allDashboards()).flatMap(markQueries);
const rules = [
  ...marks.filter((expr) => !expr.startsWith('ALERTS')),
  ...alertRules().map(({ expr }) => expr),
  ...RECORDED.map(recordingExpression),
];
const promql = [...queries.filter(({ type }) => type === 'prometheus').map(({ expr }) => expr), ...rules];
const known = knownMetrics(spanDimensions());

describe('queries of dashboards and rules', () => {
  test('all data sources are asked', () => {
    expect(new Set(queries.map(({ type }) => type))).toEqual(new Set(['prometheus', 'loki', 'tempo']));
    expect(queries.length).toBeGreaterThan(60);
  });

  test('no variable is left without a value', () => {
    expect(queries.filter(({ expr }) => expr.includes('$'))).toEqual([]);
    const ofTempo = `$\{service:pipe}`;
    expect(fillVariables(`a{b=~"$service"}[$__rate_interval] ${ofTempo}`, { window: '9s' })).toBe(
      'a{b=~".+"}[9s] .+',
    );
  });

  test('each is understood by the grammar of its data source', () => {
    for (const { type, expr } of queries) expect(syntaxProblem(type, expr), expr).toBeUndefined();
    for (const expr of rules) expect(syntaxProblem('prometheus', expr), expr).toBeUndefined();
  });

  test('faults and alerts mark the time axis of each dashboard', () => {
    expect(marks).toHaveLength(2 * Object.keys(allDashboards()).length);
    for (const expr of marks) expect(syntaxProblem('prometheus', expr), expr).toBeUndefined();
  });

  test('each asks for metrics and labels that exist', () => {
    for (const expr of promql) expect(unknownNames(expr, known), expr).toEqual([]);
  });

  test('each trace is looked for by attributes that spans have', () => {
    const traceql = queries.filter(({ type }) => type === 'tempo').map(({ expr }) => expr);

    expect(traceql.flatMap(unknownAttributes)).toEqual([]);
  });

  test('what is counted from spans leaves the local engine out, or asks for nothing else', () => {
    const ofSpans = promql.filter((expr) => expr.includes('traces_span_metrics_'));

    for (const expr of ofSpans) {
      const selectors = expr.match(/traces_span_metrics_\w+\{[^}]*\}/g) ?? [];
      for (const selector of selectors) expect(selector).toMatch(/food_emulator="(queue|gateway)?"/);
    }
    expect(ofSpans.length).toBeGreaterThan(30);
  });
});

describe('the checks find', () => {
  test.each([
    ['prometheus', 'sum by (a (rate(b[5m]))'],
    ['loki', '{service_name="order"} | trace_id = '],
    ['tempo', '{ resource.service.name = "order" && }'],
  ] as const)('a slip in a query of %s', (type, expr) => {
    expect(syntaxProblem(type, expr)).toMatch(`${type} at`);
  });

  test('a metric, a label and an attribute that no source emits', () => {
    expect(unknownNames('rate(food_order_step_total{food_order_step="x"}[1m])', known)).toEqual([
      'food_order_step_total',
      'food_order_step',
    ]);
    expect(unknownNames('sum by (pod) (traces_span_metrics_calls_total)', known)).toEqual(['pod']);
    expect(unknownNames('traces_span_metrics_duration_seconds_bucket{error_type=""}', known)).toEqual([
      'error_type',
    ]);
    expect(unknownAttributes('{ span.food.oder.id = 7 }')).toEqual(['food.oder.id']);
  });
});

test('the collector sorts spans by attributes that they have', () => {
  const { dimensions, callsDimensions } = spanDimensions();
  const own: readonly string[] = Object.values(ATTRIBUTE);

  expect([...dimensions, ...callsDimensions].filter((name) => !own.includes(name))).toEqual([]);
});
