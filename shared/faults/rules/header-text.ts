import { readJson } from '#shared/http/json-text';
import type { Issue } from '#shared/http/violation-type';
import { SERVICE_NAMES } from '#shared/services';
import { PRESETS } from '../presets/all.ts';
import { absoluteRule } from './absolute-rule.ts';
import { ruleSchemaFor, type WrittenRule } from './rule.ts';
import { mayBeOf, type Places, placeProblem } from './rule-place.ts';

/** What a caller may send. */
export const MOST_HEADER_BYTES = 2_048;
export const MOST_HEADER_RULES = 5;
/** The edge adds an id and a time to each rule, so that the member of `baggage` may be longer than the header. */
export const MOST_MEMBER_BYTES = 2 * MOST_HEADER_BYTES;

const PRESET_NAME = /^[a-z][a-z0-9-]*$/;

/** No point is known. */
const ANYWHERE: readonly Places[] = SERVICE_NAMES.map((service) => ({ service }));

export type ReadHeader =
  | { readonly rules: readonly WrittenRule[] }
  /** Paths begin inside the header. */
  | { readonly issues: readonly Issue[] };

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
  const found = PRESET_NAME.test(text) ? rulesOfPreset(text) : readRuleList(text, places);
  if ('issues' in found) return found;
  return {
    rules: found.rules.map(({ set_at: _, ...rule }, at) =>
      absoluteRule({ ...rule, id: `header-${at + 1}` } as WrittenRule, nowMs),
    ),
  };
}

/**
 * Reads the member `chaos` of `baggage`, which another service of ours wrote, or a caller. The edge has checked its points;
 * a service that is deployed later than the edge may not know them yet.
 */
export function readMemberText(member: string): ReadHeader {
  const text = decoded(member);
  if (text === undefined) return refusal('Must be percent-encoded UTF-8');
  if (Buffer.byteLength(text) > MOST_MEMBER_BYTES)
    return refusal(`Must be at most ${MOST_MEMBER_BYTES} bytes`);
  const found = readRuleList(text, ANYWHERE);
  if ('issues' in found) return found;
  const open = found.rules.findIndex(({ id, set_at, expires_at }) => !id || !set_at || !expires_at);
  return open < 0 ? found : refusal('A rule in baggage has an id, set_at and expires_at', [open]);
}

/** Writes rules as a member of `baggage`. Encodes what may not stand in one, and nothing else. */
export const memberText = (rules: readonly WrittenRule[]): string =>
  JSON.stringify(rules).replace(/[^!#$&-+\-./0-9:<-[\]-~]/gu, encodeURIComponent);

function readRuleList(text: string, places: readonly Places[]): ReadHeader {
  const read = readJson(text);
  if ('problem' in read) {
    return refusal(
      `The value ${read.problem}; it must be a rule, a list of rules, or one of ${presetNames()}`,
    );
  }
  const isList = Array.isArray(read.value);
  const values: readonly unknown[] = isList ? (read.value as unknown[]) : [read.value];
  if (values.length < 1 || values.length > MOST_HEADER_RULES) {
    return refusal(`Must be 1 to ${MOST_HEADER_RULES} rules`);
  }
  const issues = values.flatMap((value, at) =>
    issuesOf(value, places).map((issue) => (isList ? { ...issue, path: [at, ...issue.path] } : issue)),
  );
  return issues.length > 0 ? { issues } : { rules: values as WrittenRule[] };
}

function rulesOfPreset(name: string): ReadHeader {
  const preset = PRESETS.find((each) => each.name === name);
  return preset ?? refusal(`No preset is called ${name}; there are ${presetNames()}`);
}

function issuesOf(value: unknown, places: readonly Places[]): readonly Issue[] {
  const result = ruleSchemaFor(value).safeParse(value);
  if (!result.success) return result.error.issues;
  const rule = result.data;
  const { expires_at, times, skip, every, max_hits, stop_when, match } = rule;
  if (stop_when !== undefined) {
    const message = 'A rule in a header ends with its request; allowed in PUT /chaos/{id} only';
    return issueOf(message, ['stop_when']);
  }
  if (match?.environment !== undefined) {
    const message = 'One request meets one environment; allowed in PUT /chaos/{id} only';
    return issueOf(message, ['match', 'environment']);
  }
  if (expires_at === null) return issueOf('A rule in a header expires', ['expires_at']);
  const fitting = places.filter((each) => placeProblem(rule, each) === undefined);
  if (fitting.length === 0) return nowhere(rule, places);
  const counts = [times, skip, every, max_hits].some((each) => each !== undefined);
  // Each service counts in a store of its own, and none could count for all.
  return counts && fitting.length > 1
    ? issueOf('A rule that counts names the points of one service', ['point'])
    : [];
}

/** Why a rule fits no service: it names none, or nothing in those that it names. */
function nowhere(rule: WrittenRule, places: readonly Places[]): readonly Issue[] {
  const [first, ...others] = places.filter(({ service }) => mayBeOf(service, rule.point));
  if (!first) {
    return issueOf(`No service has such a point; they begin with ${SERVICE_NAMES.join('., ')}.`, ['point']);
  }
  const named =
    others.length === 0 ? first : { points: [first, ...others].flatMap(({ points = [] }) => points) };
  const problem = placeProblem(rule, named);
  return problem ? issueOf(problem.problem, [problem.field]) : [];
}

function decoded(member: string): string | undefined {
  try {
    return decodeURIComponent(member);
  } catch {
    return undefined;
  }
}

const presetNames = (): string => PRESETS.map(({ name }) => name).join(', ');

const issueOf = (message: string, path: PropertyKey[] = []): readonly Issue[] => [
  { code: 'custom', message, path },
];
const refusal = (message: string, path?: PropertyKey[]): ReadHeader => ({ issues: issueOf(message, path) });
