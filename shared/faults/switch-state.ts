import type { StoredText } from '#shared/db/ssm';
import type { FaultSettings, SwitchId } from './fault-table.ts';
import { type AbsoluteRule, absoluteRule, isOver } from './rules/absolute-rule.ts';
import type { Places } from './rules/rule-place.ts';
import { readSwitchText, type SwitchText } from './switch-text.ts';

/** What a service's parameter says: the switches, and the rules that are not over. */
export interface SwitchState {
  readonly settings: FaultSettings;
  /** In the order in which they act. */
  readonly rules: readonly AbsoluteRule[];
}

export type Change = (state: SwitchState) => SwitchState;

/** Reads a stored text. The times of its rules are absolute from here on. */
export function readState(
  { text, modifiedAt }: StoredText,
  places: Places,
  nowMs: number,
): SwitchState & Pick<SwitchText, 'invalid' | 'closed'> {
  const { settings, rules, invalid, closed } = readSwitchText(text, places);
  const absolute = rules.map((rule) => absoluteRule(rule, modifiedAt)).filter((rule) => !isOver(rule, nowMs));
  return { settings, rules: absolute, invalid, closed };
}

/** Replaces the rule that has the same id, unless that was set later, or adds one behind the others. */
export const withRule =
  (rule: AbsoluteRule): Change =>
  ({ settings, rules }) => ({
    settings,
    rules: rules.some(({ id }) => id === rule.id)
      ? rules.map((each) => (each.id === rule.id && each.set_at < rule.set_at ? rule : each))
      : [...rules, rule],
  });

export const withSetting =
  (id: SwitchId, setting: object): Change =>
  ({ settings, rules }) => ({ settings: { ...settings, [id]: setting }, rules });

/** Takes away everything that another state has, and leaves what was set since. */
export const without =
  (ended: SwitchState): Change =>
  ({ settings, rules }) => ({
    settings: Object.fromEntries(
      Object.entries(settings).filter(([id, setting]) => !isSame(setting, ended.settings[id as SwitchId])),
    ),
    rules: rules.filter((rule) => !ended.rules.some((other) => isSame(rule, other))),
  });

/** Adds what `after` has and `before` has not, or has in another form. */
export const additions =
  (before: SwitchState, after: SwitchState): Change =>
  (state) => {
    const { settings, rules } = without(before)(after);
    const added = rules.reduce((sum, rule) => withRule(rule)(sum), state);
    return { settings: { ...added.settings, ...settings }, rules: added.rules };
  };

/** Prefers the later one of two rules with the same id. */
export const withLaterOf =
  (other: SwitchState): Change =>
  (state) =>
    other.rules
      .filter(({ id }) => state.rules.some((rule) => rule.id === id))
      .reduce((sum, rule) => withRule(rule)(sum), state);

/** Whether nothing of another state is left in it. */
export function hasNothingOf(state: SwitchState, ended: SwitchState): boolean {
  const left = without(ended)(state);
  return (
    left.rules.length === state.rules.length &&
    Object.keys(left.settings).length === Object.keys(state.settings).length
  );
}

/** Whether two states are the same but for the order, in which rules of writers at the same time may stand either way. */
export const hasSameContent = (one: SwitchState, other: SwitchState): boolean =>
  isSame(sorted(one), sorted(other));

const sorted = ({ settings, rules }: SwitchState): object => [
  Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  rules.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
];

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
