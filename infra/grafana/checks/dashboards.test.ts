import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { expect, test } from 'vitest';
import { allDashboards, generatedFiles } from '../src/generated-files.ts';
import { panelsOf } from '../src/queries.ts';
import { layoutProblems } from './layout.ts';
import { dashboardFiles, dataSources } from './shipped.ts';

const dashboards = Object.values(allDashboards());
const uids = new Set(dataSources().map(({ uid }) => uid));

test('what is committed is what the sources make', () => {
  for (const [file, text] of generatedFiles()) {
    expect(readFileSync(file, 'utf8') === text, `${basename(file)} is stale: npm run dashboards`).toBe(true);
  }
  const made = [...generatedFiles().keys()].map((file) => basename(file));
  expect(made).toEqual(expect.arrayContaining(dashboardFiles()));
});

test('there are five dashboards, each with a uid of its own', () => {
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(5);
});

test.each(dashboards.map((dashboard) => [dashboard.title, dashboard] as const))(
  '%s can be shown as it is',
  (_, dashboard) => {
    expect(layoutProblems(dashboard, uids)).toEqual([]);
    expect(panelsOf(dashboard).length).toBeGreaterThan(5);
  },
);

test('what Grafana could not show is found', () => {
  const [sample] = dashboards;
  const broken: Dashboard = JSON.parse(JSON.stringify(sample));
  const [first, second] = panelsOf(broken);
  if (!first?.gridPos || !second?.gridPos) throw new Error('there are no panels');
  first.gridPos.w = 30;
  second.id = first.id ?? 0;
  second.title = first.title ?? '';
  second.description = 'short';
  second.targets = [{ refId: 'A', datasource: { type: 'prometheus', uid: 'mimir' } } as never];

  expect(layoutProblems({ ...broken, id: 7, uid: '' }, uids)).toEqual([
    'has no uid or title',
    'has an id, which is a database’s',
    'two panels have one id',
    `two panels are called ${first.title}`,
    `${first.title} is wider than the grid`,
    ...[first, ...panelsOf(broken).slice(2, 4)].map(({ title }) => `${first.title} lies on ${title}`),
    `${first.title} has no description of what it shows`,
    `${first.title} asks mimir, which is no data source`,
  ]);
});
