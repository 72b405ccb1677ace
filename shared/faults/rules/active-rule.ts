import { createHash } from 'node:crypto';
import { findMode } from '../modes/find-mode.ts';
import { fitsAt, type Mode, type When, whensOf } from '../modes/mode.ts';
import { globPattern, type Point } from '../points/point.ts';
import { type Candidate, type Claims, type Conditions, decide, drawn } from './decide.ts';
import type { WrittenRule } from './rule.ts';

/** A rule is over this long after it began, unless it says otherwise. */
export const DEFAULT_DURATION_MS = 15 * 60_000;

/** A rule in the form in which calls are held against it. */
export interface ActiveRule extends Conditions {
  readonly mode: Mode;
  readonly params: Readonly<Record<string, unknown>>;
  readonly when: When;
  /** A documented switch acts on the routes that name it, and on no others. */
  readonly switchId?: string | undefined;
  /** Whether its pattern names the point, and its mode fits there. */
  fitsAt(point: Point): boolean;
  /** Whether it acts on a call. */
  decides(call: Candidate, claims: Claims, random: () => number): Promise<boolean>;
  /** Numbers from 0 to 1 for the call; from the seed where it has one. */
  random(call: Candidate, random: () => number): () => number;
}

/**
 * Makes a checked rule ready to act.
 * @param setAtMs when it was written, where the rule does not say so
 */
export function activate(rule: WrittenRule, setAtMs: number, ofRequest = false): ActiveRule {
  const mode = findMode(rule.mode);
  if (!mode) throw new Error(`No mode is called ${rule.mode}`);
  const since = rule.set_at === undefined ? setAtMs : Date.parse(rule.set_at);
  const startsAt =
    rule.starts_at === undefined ? since + (rule.starts_in ?? 0) * 1_000 : Date.parse(rule.starts_at);
  const pattern = globPattern(rule.point);
  const { id = '', percentage, times, skip, every, seed, match, flap } = rule;
  const params = paramsOf(mode, rule);
  const active: ActiveRule = {
    id,
    mode,
    params,
    when: rule.when ?? whensOf(mode)[0],
    percentage,
    times,
    skip,
    every,
    maxHits: rule.max_hits,
    seed: seed === undefined ? undefined : String(seed),
    match,
    startsAt,
    expiresAt: expiryOf(rule, startsAt),
    flap,
    key: `${id}~${digest({ ...rule, set_at: since })}`,
    ofRequest,
    fitsAt: remembered((point) => pattern.test(point.name) && fitsAt(mode, point, params)),
    decides: (call, claims, random) => decide(active, call, claims, random),
    random: (call, random) => drawn(active, call, random),
  };
  return active;
}

function expiryOf({ expires_at }: WrittenRule, startsAt: number): number | null {
  if (expires_at === undefined) return startsAt + DEFAULT_DURATION_MS;
  return expires_at === null ? null : Date.parse(expires_at);
}

function paramsOf(mode: Mode, rule: WrittenRule): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(mode.params().shape).map((name) => [name, rule[name]]));
}

const digest = (value: object): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);

function remembered(fits: (point: Point) => boolean): (point: Point) => boolean {
  const known = new Map<string, boolean>();
  return (point) => {
    const before = known.get(point.name);
    if (before !== undefined) return before;
    const now = fits(point);
    known.set(point.name, now);
    return now;
  };
}
