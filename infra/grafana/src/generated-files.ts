import { join } from 'node:path';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { chaosAndLoad } from './dashboards/chaos-and-load.ts';
import { dataStores } from './dashboards/data-stores.ts';
import { logsAndTraces } from './dashboards/logs-and-traces.ts';
import { orderJourney } from './dashboards/order-journey.ts';
import { serviceRed } from './dashboards/service-red.ts';
import { rulesFile } from './rules.ts';

const INFRA = join(import.meta.dirname, '..', '..');

/** Dashboards by file name. */
export const allDashboards = (): Readonly<Record<string, Dashboard>> => ({
  'service-red': serviceRed(),
  'order-journey': orderJourney(),
  'data-stores': dataStores(),
  'chaos-and-load': chaosAndLoad(),
  'logs-and-traces': logsAndTraces(),
});

/** Path and text of every generated file. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(allDashboards()).map(([name, dashboard]): [string, string] => [
      join(INFRA, 'grafana', 'dashboards', `${name}.json`),
      `${JSON.stringify(dashboard, undefined, 2)}\n`,
    ]),
    [join(INFRA, 'prometheus', 'rules.yml'), rulesFile()],
  ]);
