import { TAG } from '../grafana/src/dashboard.ts';
import { allDashboards } from '../grafana/src/generated-files.ts';
import { LOKI, PROMETHEUS, TEMPO } from '../grafana/src/panels.ts';
import { checkQueries } from './dashboard-queries.ts';
import type { DemoLoad } from './demo-load.ts';
import { checkDashboards, checkDataSource } from './grafana.ts';
import { findLines } from './loki.ts';
import { type Counts, compareCounts } from './order-counts.ts';
import { findExemplars, findServiceGraph } from './prometheus.ts';
import type { Check } from './runner.ts';
import type { Settings } from './settings.ts';
import { findTrace } from './tempo.ts';

export function loadChecks(settings: Settings, load: DemoLoad, before: Counts): readonly Check[] {
  const dashboards = Object.values(allDashboards()).map(({ uid = '', title = '' }) => ({ uid, title }));
  return [
    { claim: 'Tempo has the whole trace of an order', run: () => findTrace(settings, load) },
    { claim: 'Loki has its lines', run: () => findLines(settings, load) },
    { claim: 'Prometheus counts every order', run: () => compareCounts(settings, load, before) },
    { claim: 'Prometheus leads from durations to traces', run: () => findExemplars(settings, load) },
    { claim: 'Prometheus has the service map that Tempo draws', run: () => findServiceGraph(settings) },
    ...[PROMETHEUS, TEMPO, LOKI].map(({ uid = '' }) => ({
      claim: `Grafana reaches its data source ${uid}`,
      run: () => checkDataSource(settings, uid),
    })),
    {
      claim: 'Grafana has the dashboards',
      run: () =>
        checkDashboards(
          settings,
          TAG,
          dashboards.map(({ uid }) => uid),
        ),
    },
    ...dashboards.map(({ uid, title }) => ({
      claim: `"${title}" shows data`,
      run: () => checkQueries(settings, load, uid),
    })),
  ];
}
