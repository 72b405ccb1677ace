import * as z from 'zod';
import { askJson } from './ask-json.ts';
import { CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

const Health = z.object({ database: z.string(), version: z.string().optional() });
const DataSourceHealth = z.object({ status: z.string(), message: z.string().default('') });
const Found = z.array(z.object({ uid: z.string() }));

const login = ({ grafanaLogin: { user, password } }: Settings) => ({
  headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
});

export async function checkHealth({ grafana }: Settings): Promise<string> {
  const { database, version } = await askJson('Grafana', `${grafana}/api/health`, Health);
  if (database !== 'ok') throw new CheckFailed(`its database is ${database}`);
  return `version ${version}`;
}

/** Lets Grafana query the data source. */
export async function checkDataSource(settings: Settings, uid: string): Promise<undefined> {
  const url = `${settings.grafana}/api/datasources/uid/${uid}/health`;
  const { status, message } = await askJson('Grafana', url, DataSourceHealth, login(settings));
  if (status !== 'OK') throw new CheckFailed(`${status} ${message}`);
  return undefined;
}

/** @throws CheckFailed that names the dashboards that Grafana did not load */
export async function checkDashboards(
  settings: Settings,
  tag: string,
  uids: readonly string[],
): Promise<string> {
  const url = `${settings.grafana}/api/search?${new URLSearchParams({ type: 'dash-db', tag })}`;
  const found = await askJson('Grafana', url, Found, login(settings));
  const missing = uids.filter((uid) => !found.some((dashboard) => dashboard.uid === uid));
  if (missing.length > 0) throw new CheckFailed(`not loaded: ${missing.join(', ')}`);
  return uids.join(', ');
}
