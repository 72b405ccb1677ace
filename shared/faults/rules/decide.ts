import { createHash } from 'node:crypto';
import type { Claims } from './claims.ts';
import { environmentNumber } from './environment-number.ts';
import { type Match, matches } from './match.ts';
import type { Subject } from './subject.ts';

/** One call, as far as the decision depends on it. */
export interface Candidate {
  readonly requestId: string;
  readonly point: string;
  /** From 1. */
  readonly attempt: number;
  readonly subject: Subject;
  readonly args: readonly unknown[];
}

/** What the decision depends on, of a rule. */
export interface Conditions {
  readonly id: string;
  readonly percentage?: number | undefined;
  readonly times?: number | undefined;
  readonly skip?: number | undefined;
  readonly every?: number | undefined;
  readonly maxHits?: number | undefined;
  readonly seed?: string | undefined;
  readonly match?: Match | undefined;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  /** Null: never. */
  readonly expiresAt: number | null;
  readonly flap?: { readonly on_s: number; readonly off_s: number } | undefined;
  /** Where its hits are counted. Another rule of the same id has another one. */
  readonly key: string;
  /** Whether it came with one request, within which it is counted. */
  readonly ofRequest: boolean;
}

/**
 * Decides whether a rule acts on a call. A rule with a seed decides alike for the same request, point and attempt.
 * A rule whose calls cannot be counted does not act, so that it never acts too often.
 */
export async function decide(
  rule: Conditions,
  call: Candidate,
  claims: Claims,
  random: () => number = Math.random,
): Promise<boolean> {
  if (!isInForce(rule, Date.now())) return false;
  if (rule.match && !matches(rule.match, call.subject, call.attempt, call.args)) return false;
  if (rule.match?.environment && !(await isChosen(rule.match.environment, rule.key, claims))) return false;
  const { percentage = 100 } = rule;
  if (percentage < 100 && drawn(rule, call, random)() * 100 >= percentage) return false;
  const { times, skip, every, maxHits } = rule;
  const key = rule.ofRequest ? `${call.requestId}/${rule.key}` : rule.key;
  if (times !== undefined || skip !== undefined || every !== undefined) {
    const number = await claims.next(`${key}#calls`);
    if (number === undefined || !isTurn(number, rule)) return false;
  }
  if (maxHits === undefined) return true;
  const hit = await claims.next(`${key}#acts`);
  return hit !== undefined && hit <= maxHits;
}

/** Whether this environment is one of those that a rule is for. */
async function isChosen(
  { one_in }: NonNullable<Match['environment']>,
  key: string,
  claims: Claims,
): Promise<boolean> {
  const number = await environmentNumber(key, claims);
  return number !== undefined && (number - 1) % one_in === 0;
}

/** Whether the n-th call is one of those that a rule names: after `skip` calls, each `every`-th, and `times` of them. */
function isTurn(number: number, { times, skip = 0, every = 1 }: Conditions): boolean {
  const after = number - skip;
  if (after < 1 || after % every !== 0) return false;
  return times === undefined || after / every <= times;
}

/**
 * A number from 0 to 1 for each use; from the seed where there is one.
 * @param first number of the first use; use 0 is the decision whether the rule acts
 */
export function drawn(
  rule: Conditions,
  call: Candidate,
  random: () => number = Math.random,
  first = 0,
): () => number {
  const { seed, id } = rule;
  if (seed === undefined) return random;
  let uses = first;
  return () => {
    const text = JSON.stringify([seed, id, call.requestId, call.point, call.attempt, uses++]);
    return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
  };
}

/** Whether the rule acts at this time: it has begun, is not over, and is in an `on` phase of its flapping. */
function isInForce({ startsAt, expiresAt, flap }: Conditions, nowMs: number): boolean {
  if (nowMs < startsAt || (expiresAt !== null && nowMs >= expiresAt)) return false;
  if (!flap) return true;
  const phaseMs = (nowMs - startsAt) % ((flap.on_s + flap.off_s) * 1_000);
  return phaseMs < flap.on_s * 1_000;
}
