import type { WrittenRule } from './rule.ts';

/** A rule is over this long after it began, unless it says otherwise. */
export const DEFAULT_DURATION_MS = 15 * 60_000;

/** A rule whose times do not depend on when it is read. */
export type AbsoluteRule = WrittenRule & {
  readonly set_at: string;
  readonly expires_at: string | null;
};

/**
 * Makes the times of a rule absolute: when it was set, when it begins, and when it is over.
 * @param setAtMs when it was written, where the rule does not say so
 */
export function absoluteRule(rule: WrittenRule, setAtMs: number): AbsoluteRule {
  const { starts_in, starts_at, expires_at, set_at = isoTime(setAtMs), ...others } = rule;
  const startsAt =
    starts_in === undefined ? starts_at : isoTime(Date.parse(set_at) + Math.round(starts_in * 1_000));
  return {
    ...(others as WrittenRule),
    ...(startsAt !== undefined && { starts_at: startsAt }),
    expires_at:
      expires_at === undefined ? isoTime(Date.parse(startsAt ?? set_at) + DEFAULT_DURATION_MS) : expires_at,
    set_at,
  };
}

/** Whether a rule will not act again. */
export const isOver = ({ expires_at }: AbsoluteRule, nowMs: number): boolean =>
  expires_at !== null && Date.parse(expires_at) <= nowMs;

const isoTime = (ms: number): string => new Date(ms).toISOString();
