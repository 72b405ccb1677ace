import type { Route } from '#shared/http/route';
import { type FaultSettings, type SwitchId, switchedOn, switchRow } from './fault-table.ts';
import type { HitRate } from './hit-rates.ts';
import type { Hits } from './hit-store.ts';
import type { AbsoluteRule } from './rules/absolute-rule.ts';
import { activate } from './rules/active-rule.ts';
import type { SwitchState } from './switch-state.ts';

/** How often a fault has acted. */
interface Counts {
  /** Null while it is not known. */
  readonly hits: number | null;
  readonly hits_per_second: number | null;
}

/** A documented switch that is on: its effect in terms that all rules share, beside the setting itself. */
export interface ListedSwitch extends Counts {
  readonly id: SwitchId;
  readonly point: string;
  readonly mode: string;
  readonly percentage: number;
  readonly ms?: number;
  readonly when: { readonly routes: string[] };
  readonly expires_at: null;
}

export type ListedRule = AbsoluteRule & Counts;

export interface HitReading {
  /** Undefined while they are not known. */
  readonly hits: Hits | undefined;
  readonly rate: HitRate;
}

const countsOf = (key: string, { hits, rate }: HitReading): Counts => ({
  hits: hits === undefined ? null : (hits[key] ?? 0),
  hits_per_second: rate(key),
});

/**
 * Lists the switches that are on, and the rules behind them but those that are sealed.
 * @param routes those of the service, which name the faults that act on them
 */
export const listRules = (
  { settings, rules }: SwitchState,
  routes: Readonly<Record<string, Route>>,
  reading: HitReading,
): (ListedSwitch | ListedRule)[] => [
  ...listSwitches(settings, routes, reading),
  ...rules
    .filter(({ sealed }) => !sealed)
    .map((rule) => ({ ...rule, ...countsOf(activate(rule, 0).key, reading) })),
];

export function listSwitches(
  settings: FaultSettings,
  routes: Readonly<Record<string, Route>>,
  reading: HitReading,
): ListedSwitch[] {
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
      ...countsOf(id, reading),
    };
  });
}
