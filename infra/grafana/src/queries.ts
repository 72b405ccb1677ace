import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as z from 'zod';
import { allDashboards } from './generated-files.ts';
import { type FillOptions, fillVariables } from './panel-variables.ts';

export interface PanelQuery {
  /** Uid of the dashboard. */
  readonly dashboard: string;
  readonly panel: string;
  readonly type: 'prometheus' | 'loki' | 'tempo';
  /** The query with every variable filled in, as the data source accepts it. */
  readonly expr: string;
}

const Target = z.object({
  datasource: z.object({ type: z.enum(['prometheus', 'loki', 'tempo']), uid: z.string() }),
  expr: z.string().optional(),
  query: z.string().optional(),
  queryType: z.string().optional(),
});
export type Target = z.infer<typeof Target>;

/** Lists the panels that show data, without rows. */
export const panelsOf = ({ panels = [] }: Dashboard): readonly Panel[] =>
  panels.filter((panel): panel is Panel => panel.type !== 'row');

export const targetsOf = (panel: Panel): readonly Target[] => z.array(Target).parse(panel.targets ?? []);

/** Lists the queries of the marks on the time axes, which rarely return data. */
export const markQueries = ({ annotations }: Dashboard): readonly string[] =>
  (annotations?.list ?? []).map(({ target }) => z.object({ expr: z.string() }).parse(target).expr);

/** Lists the queries of all panels, without the service map, whose queries Grafana makes itself. */
export const everyQuery = (options?: FillOptions): readonly PanelQuery[] =>
  Object.values(allDashboards()).flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) =>
      targetsOf(panel).flatMap(({ datasource, expr, query }) => {
        const text = expr ?? query;
        if (text === undefined) return [];
        return [
          {
            dashboard: dashboard.uid ?? '',
            panel: panel.title ?? '',
            type: datasource.type,
            expr: fillVariables(text, options),
          },
        ];
      }),
    ),
  );
