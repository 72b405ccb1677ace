import { createHash } from 'node:crypto';
import { findMode } from '../modes/find-mode.ts';
import { fitsAt, type Mode, type When, whensOf } from '../modes/mode.ts';
import { globPattern } from '../points/glob.ts';
import type { Point } from '../points/point.ts';
import { absoluteRule } from './absolute-rule.ts';
import type { Claims } from './claims.ts';
import { type Candidate, type Conditions, decide, drawn } from './decide.ts';
import type { WrittenRule } from './rule.ts';

/** A rule in the form in which calls are held against it. */
export interface ActiveRule extends Conditions {
  readonly mode: Mode;
  readonly params: Readonly<Record<string, unknown>>;
  readonly when: When;
  /** Whether no header, span, log or metric shows it. */
  readonly isSealed: boolean;
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
export function activate(written: WrittenRule, setAtMs: number, ofRequest = false): ActiveRule {
  const rule = absoluteRule(written, setAtMs);
  const mode = findMode(rule.mode);
  if (!mode) throw new Error(`No mode is called ${rule.mode}`);
  const pattern = globPattern(rule.point);
  const { id = '', percentage, times, skip, every, seed, match, flap } = rule;
  const params = paramsOf(mode, rule);
  const active: ActiveRule = {
    id,
    mode,
    params,
    when: rule.when ?? whensOf(mode)[0],
    isSealed: rule.sealed === true,
    percentage,
    times,
    skip,
    every,
    maxHits: rule.max_hits,
    seed: seed === undefined ? undefined : String(seed),
    match,
    startsAt: Date.parse(rule.starts_at ?? rule.set_at),
    expiresAt: rule.expires_at === null ? null : Date.parse(rule.expires_at),
    flap,
    key: `${id}~${digest(rule)}`,
    ofRequest,
    fitsAt: remembered((point) => pattern.test(point.name) && fitsAt(mode, point, params)),
    decides: (call, claims, random) => decide(active, call, claims, random),
    random: (call, random) => drawn(active, call, random, 1),
  };
  return active;
}

function paramsOf(mode: Mode, rule: WrittenRule): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(mode.params().shape).map((name) => [name, rule[name]]));
}

/** Of the members in the order of their names, which the Parameter Store's writers may change. */
function digest(rule: object): string {
  const members = Object.entries(rule).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 8);
}

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
