import type { Route } from '#shared/http/route';
import { type FaultSettings, type SwitchId, switchedOn, switchRow } from './fault-table.ts';
import type { HitRates } from './hit-rates.ts';
import type { AbsoluteRule } from './rules/absolute-rule.ts';
import { activate } from './rules/active-rule.ts';
import type { SwitchState } from './switch-state.ts';

/** How often a fault has acted. */
interface Counts {
  /** Null while the store of hits cannot be read. */
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

/** Undefined while the store of hits cannot be read. */
type HitReading = HitRates | undefined;

const countsOf = (key: string, reading: HitReading): Counts =>
  reading
    ? { hits: reading.hits[key] ?? 0, hits_per_second: reading.rate(key) }
    : { hits: null, hits_per_second: null };

/** The keys under which the hits of what is listed are counted. */
export const listedKeys = ({ settings, rules }: SwitchState): readonly string[] => [
  ...switchedOn(settings),
  ...rules.filter(({ sealed }) => !sealed).map((rule) => activate(rule, 0).key),
];

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
