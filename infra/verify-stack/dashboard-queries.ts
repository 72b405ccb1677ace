import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { gaugeName } from '../grafana/src/metric-names.ts';
import { is } from '../grafana/src/promql.ts';
import { everyQuery, type PanelQuery } from '../grafana/src/queries.ts';
import type { DemoLoad } from './demo-load.ts';
import { CheckFailed } from './http.ts';
import { queryLogs } from './loki.ts';
import { queryMetrics } from './prometheus-query.ts';
import type { Settings } from './settings.ts';
import { searchTraces } from './tempo.ts';

/** Names that only the local engine emits. */
const OF_THE_ENGINE = [
  gaugeName(METRIC.queueMessages),
  gaugeName(METRIC.environments),
  is(ATTRIBUTE.emulator, 'queue'),
];

/** Whether the demo load may leave a panel empty: long waits, slow statements, work of recovery, and errors. */
const mayBeEmpty = ({ type, expr }: PanelQuery): boolean =>
  type !== 'prometheus' || OF_THE_ENGINE.some((part) => expr.includes(part));

/** Runs every query of a dashboard. @throws CheckFailed that names the panels without data */
export async function checkQueries(settings: Settings, load: DemoLoad, dashboard: string): Promise<string> {
  const queries = everyQuery({ window: '5m' }).filter((query) => query.dashboard === dashboard);
  const empty: string[] = [];
  for (const query of queries) {
    const found = await countOf(settings, load, query);
    if (found === 0 && !mayBeEmpty(query)) empty.push(query.panel);
  }
  if (empty.length > 0) throw new CheckFailed(`no data in ${[...new Set(empty)].join(', ')}`);
  return `${queries.length} queries`;
}

async function countOf(
  settings: Settings,
  load: DemoLoad,
  { type, expr, panel }: PanelQuery,
): Promise<number> {
  try {
    if (type === 'tempo') return await searchTraces(settings, expr);
    if (type === 'loki') return await queryLogs(settings, load, expr);
    const values = await queryMetrics(settings, expr);
    return values.filter((value) => !Number.isNaN(value)).length;
  } catch (error) {
    if (error instanceof CheckFailed) throw new CheckFailed(`${panel}: ${error.message}`);
    throw error;
  }
}
