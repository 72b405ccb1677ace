import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { panelsOf, targetsOf } from '../src/queries.ts';

interface Box {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const COLUMNS = 24;

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;

/** Lists problems that make Grafana show a panel wrongly or not at all. */
export function layoutProblems(dashboard: Dashboard, dataSources: ReadonlySet<string>): string[] {
  const panels = panelsOf(dashboard);
  const boxes = panels.map(({ title = '', gridPos }): Box => ({ title, ...(gridPos ?? NOWHERE) }));
  const ids = (dashboard.panels ?? []).map(({ id }) => id);
  return [
    ...(dashboard.uid && dashboard.title ? [] : ['has no uid or title']),
    ...(dashboard.id ? ['has an id, which is a database’s'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['two panels have one id']),
    ...repeated(boxes.map(({ title }) => title)).map((title) => `two panels are called ${title}`),
    ...boxes.filter(({ x, w }) => x + w > COLUMNS).map(({ title }) => `${title} is wider than the grid`),
    ...boxes.flatMap((box, i) =>
      boxes
        .slice(i + 1)
        .filter((other) => overlap(box, other))
        .map((other) => `${box.title} lies on ${other.title}`),
    ),
    ...panels.flatMap((panel) => [
      ...((panel.description ?? '').length > 30
        ? []
        : [`${panel.title} has no description of what it shows`]),
      ...(targetsOf(panel).length > 0 ? [] : [`${panel.title} asks for nothing`]),
      ...targetsOf(panel)
        .filter(({ datasource }) => !dataSources.has(datasource.uid))
        .map(({ datasource }) => `${panel.title} asks ${datasource.uid}, which is no data source`),
    ]),
  ];
}

const NOWHERE = { x: 0, y: 0, w: COLUMNS + 1, h: 1 };

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, i) => values.indexOf(value) !== i);
