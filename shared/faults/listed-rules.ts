import type { Route } from '#shared/http/route';
import { type FaultSettings, type SwitchId, switchedOn, switchRow } from './fault-table.ts';
import type { Hits } from './hit-store.ts';

/** A fault that is on: its effect in terms that all rules share, beside the setting itself. */
export interface FaultRule {
  readonly id: SwitchId;
  readonly point: string;
  readonly mode: string;
  readonly percentage: number;
  readonly ms?: number;
  readonly when: { readonly routes: string[] };
  readonly expires_at: null;
  /** Null while it is not known. */
  readonly hits: number | null;
}

/**
 * @param routes those of the service, which name the faults that act on them
 * @param hits undefined while they are not known
 */
export function rulesOf(
  settings: FaultSettings,
  routes: Readonly<Record<string, Route>>,
  hits: Hits | undefined,
): FaultRule[] {
  return switchedOn(settings).map((id) => {
    const row = switchRow(id);
    const setting = settings[id] ?? {};
    const matching = Object.values(routes).filter(({ faults }) => faults?.includes(id));
    return {
      id,
      point: row.point,
      mode: row.mode,
      ...row.effect(setting),
      when: { routes: matching.map(({ method, path }) => `${method} ${path}`) },
      ...setting,
      expires_at: null,
      hits: hits === undefined ? null : (hits[id] ?? 0),
    };
  });
}
