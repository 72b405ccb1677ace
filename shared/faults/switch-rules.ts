import { FAULTS, type FaultSettings, type SwitchId, switchedOn, switchRow } from './fault-table.ts';
import { type ActiveRule, activate } from './rules/active-rule.ts';

/** The rules of the documented switches that are on. They never expire, and their hits are under their own names. */
export const switchRules = (settings: FaultSettings): readonly ActiveRule[] =>
  switchedOn(settings).map((id) => switchRule(id, { ...settings[id] }));

function switchRule(id: SwitchId, setting: Record<string, unknown>): ActiveRule {
  const { point, mode, effect } = switchRow(id);
  const rule = { id, point, mode, expires_at: null, ...effect(setting) };
  return { ...activate(rule, 0), key: id, switchId: id };
}

/** The rule of `?delay=`: for one request, on the routes that take it. */
export function queryDelayRule(ms: number): ActiveRule {
  const { point, mode } = FAULTS.query_delay;
  const rule = { id: 'query_delay', point, mode, ms, expires_at: null };
  return { ...activate(rule, 0, true), switchId: 'query_delay' };
}
