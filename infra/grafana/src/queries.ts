import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as z from 'zod';
import { allDashboards } from './generated-files.ts';
import { type FillOptions, fillVariables } from './panel-variables.ts';

export interface PanelQuery {
  /** Its uid. */
  readonly dashboard: string;
  readonly panel: string;
  readonly type: 'prometheus' | 'loki' | 'tempo';
  /** With every variable filled in, so that the data source understands it. */
  readonly expr: string;
}

const Target = z.object({
  datasource: z.object({ type: z.enum(['prometheus', 'loki', 'tempo']), uid: z.string() }),
  expr: z.string().optional(),
  query: z.string().optional(),
  queryType: z.string().optional(),
});
export type Target = z.infer<typeof Target>;

/** Every panel that shows data, rows left out. */
export const panelsOf = ({ panels = [] }: Dashboard): readonly Panel[] =>
  panels.filter((panel): panel is Panel => panel.type !== 'row');

export const targetsOf = (panel: Panel): readonly Target[] => z.array(Target).parse(panel.targets ?? []);

/** Of the marks on the time axes; they show data only now and then. */
export const markQueries = ({ annotations }: Dashboard): readonly string[] =>
  (annotations?.list ?? []).map(({ target }) => z.object({ expr: z.string() }).parse(target).expr);

/** What all panels of all dashboards ask for. The service map is left out: Grafana makes its queries itself. */
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
