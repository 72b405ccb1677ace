import type { Violation } from '#shared/errors';
import { readJson } from '#shared/http/json-text';
import { SERVICE_NAMES } from '#shared/services';
import { PRESETS } from '../presets/all.ts';
import { type AbsoluteRule, absoluteRule } from './absolute-rule.ts';
import { type ReadShape, readShape } from './read-shape.ts';
import type { WrittenRule } from './rule.ts';
import { mayBeOf, type Places, placeProblem } from './rule-place.ts';
import { timeProblem } from './rule-time.ts';

/** What a caller may send. */
export const MOST_HEADER_BYTES = 2_048;
export const MOST_HEADER_RULES = 5;
/** The edge adds an id and a time to each rule, so that the member of `baggage` may be longer than the header. */
export const MOST_MEMBER_BYTES = 2 * MOST_HEADER_BYTES;

const PRESET_NAME = /^[a-z][a-z0-9-]*$/;

interface Problem {
  /** Path of the member. */
  readonly field: string;
  /** What is wrong, and what is allowed. */
  readonly problem: string;
}

/** No point is known. */
const ANYWHERE: readonly Places[] = SERVICE_NAMES.map((service) => ({ service }));

export type ReadHeader =
  | { readonly rules: readonly WrittenRule[] }
  /** Each `loc` begins inside the header. */
  | { readonly violations: readonly Violation[] };

/**
 * Reads the header `x-chaos`: a rule, a list of rules, or the name of a preset. Each rule gets the id of its place and an
 * absolute expiry, so that it is the same rule in every service.
 * @param places the points of each service, as far as they are known
 */
export function readHeaderText(
  text: string,
  nowMs: number,
  places: readonly Places[] = ANYWHERE,
): ReadHeader {
  if (Buffer.byteLength(text) > MOST_HEADER_BYTES)
    return refusal(`Must be at most ${MOST_HEADER_BYTES} bytes`);
  const found = PRESET_NAME.test(text) ? rulesOfPreset(text) : readRuleList(text, places, IN_HEADER, nowMs);
  if ('violations' in found) return found;
  return { rules: found.rules.map((rule, at) => ofHeader({ ...rule, id: `header-${at + 1}` }, nowMs)) };
}

/** With absolute times, from now on. */
const ofHeader = ({ set_at: _, ...rule }: WrittenRule, nowMs: number): AbsoluteRule =>
  absoluteRule(rule as WrittenRule, nowMs);

/**
 * Reads the member `chaos` of `baggage`, which another service of ours wrote, or a caller. The edge has checked its points;
 * a service that is deployed later than the edge may not know them yet.
 */
export function readMemberText(member: string): ReadHeader {
  const text = decoded(member);
  if (text === undefined) return refusal('Must be percent-encoded UTF-8');
  if (Buffer.byteLength(text) > MOST_MEMBER_BYTES)
    return refusal(`Must be at most ${MOST_MEMBER_BYTES} bytes`);
  const found = readRuleList(text, ANYWHERE, IN_BAGGAGE);
  if ('violations' in found) return found;
  const open = found.rules.findIndex(({ id, set_at, expires_at }) => !id || !set_at || !expires_at);
  return open < 0 ? found : refusal('A rule in baggage has an id, set_at and expires_at', [open]);
}

/** Writes rules as a member of `baggage`. Encodes what may not stand in one, and nothing else. */
export const memberText = (rules: readonly WrittenRule[]): string =>
  JSON.stringify(rules).replace(/[^!#$&-+\-./0-9:<-[\]-~]/gu, encodeURIComponent);

/** @param nowMs where its rules begin now, and are not on their way */
function readRuleList(text: string, places: readonly Places[], allowed: string, nowMs?: number): ReadHeader {
  const read = readJson(text);
  if ('problem' in read) return refusal(`The value ${read.problem}; it must be ${allowed}`);
  const { value } = read;
  if (typeof value !== 'object' || value === null) return refusal(`Must be ${allowed}`);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length < 1 || values.length > MOST_HEADER_RULES) {
    return refusal(`Must be 1 to ${MOST_HEADER_RULES} rules`);
  }
  const checked = values.map((each, at) =>
    checkedRule(each, Array.isArray(value) ? [at] : [], places, nowMs),
  );
  const violations = checked.flatMap((each) => ('violations' in each ? each.violations : []));
  if (violations.length > 0) return { violations };
  return { rules: checked.flatMap((each) => ('rule' in each ? [each.rule] : [])) };
}

function rulesOfPreset(name: string): ReadHeader {
  const preset = PRESETS.find((each) => each.name === name);
  return preset ?? refusal(`No preset is called ${name}; there are ${presetNames()}`);
}

function checkedRule(
  value: unknown,
  where: Violation['loc'],
  places: readonly Places[],
  nowMs: number | undefined,
): ReadShape {
  const read = readShape(value, where);
  if ('violations' in read) return read;
  const wrong =
    problemOf(read.rule, places) ??
    (nowMs === undefined ? undefined : timeProblem(ofHeader(read.rule, nowMs), nowMs));
  // As it was written, so that it goes on as it came.
  if (!wrong) return { rule: value as WrittenRule };
  return { violations: [violationOf(wrong.problem, [...where, ...wrong.field.split('.')])] };
}

function problemOf(rule: WrittenRule, places: readonly Places[]): Problem | undefined {
  const { expires_at, times, skip, every, max_hits, stop_when, match } = rule;
  if (stop_when !== undefined) {
    const problem = 'A rule in a header ends with its request; allowed in PUT /chaos/{id} only';
    return { field: 'stop_when', problem };
  }
  if (match?.environment !== undefined) {
    const problem = 'One request meets one environment; allowed in PUT /chaos/{id} only';
    return { field: 'match.environment', problem };
  }
  if (expires_at === null) return { field: 'expires_at', problem: 'A rule in a header expires' };
  const fitting = places.filter((each) => placeProblem(rule, each) === undefined);
  if (fitting.length === 0) return nowhere(rule, places);
  const counts = [times, skip, every, max_hits].some((each) => each !== undefined);
  // Each service counts in a store of its own, and none could count for all.
  return counts && fitting.length > 1
    ? { field: 'point', problem: 'A rule that counts names the points of one service' }
    : undefined;
}

/** Why a rule fits no service: it names none, or nothing in those that it names. */
function nowhere(rule: WrittenRule, places: readonly Places[]): Problem | undefined {
  const [first, ...others] = places.filter(({ service }) => mayBeOf(service, rule.point));
  if (!first) {
    const problem = `No service has such a point; they begin with ${SERVICE_NAMES.join('., ')}.`;
    return { field: 'point', problem };
  }
  const named =
    others.length === 0 ? first : { points: [first, ...others].flatMap(({ points = [] }) => points) };
  return placeProblem(rule, named);
}

function decoded(member: string): string | undefined {
  try {
    return decodeURIComponent(member);
  } catch {
    return undefined;
  }
}

const presetNames = (): string => PRESETS.map(({ name }) => name).join(', ');

/** What may stand in each. */
const IN_BAGGAGE = 'a rule or a list of rules';
const IN_HEADER = `a rule, a list of rules, or, without quotation marks, one of ${presetNames()}`;

const violationOf = (msg: string, loc: Violation['loc']): Violation => ({ type: 'value_error', loc, msg });
const refusal = (msg: string, loc: Violation['loc'] = []): ReadHeader => ({
  violations: [violationOf(msg, loc)],
});
