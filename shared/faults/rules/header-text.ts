import { readJson } from '#shared/http/json-text';
import type { Issue } from '#shared/http/violation-type';
import { SERVICE_NAMES } from '#shared/services';
import { PRESETS } from '../presets/all.ts';
import { absoluteRule } from './absolute-rule.ts';
import { ruleSchemaFor, type WrittenRule } from './rule.ts';
import { type Places, placeProblem } from './rule-place.ts';

/** What a caller may send. */
export const MOST_HEADER_BYTES = 2_048;
export const MOST_HEADER_RULES = 5;
/** The edge adds an id and a time to each rule, so that the member of `baggage` may be longer than the header. */
export const MOST_MEMBER_BYTES = 2 * MOST_HEADER_BYTES;

const PRESET_NAME = /^[a-z][a-z0-9-]*$/;

export type ReadHeader =
  | { readonly rules: readonly WrittenRule[] }
  /** Paths begin inside the header. */
  | { readonly issues: readonly Issue[] };

/**
 * Reads the header `x-chaos`: a rule, a list of rules, or the name of a preset. Each rule gets the id of its place and an
 * absolute expiry, so that it is the same rule in every service.
 * @param here the service that takes the call, whose points are known
 */
export function readHeaderText(text: string, nowMs: number, here?: Places): ReadHeader {
  if (Buffer.byteLength(text) > MOST_HEADER_BYTES)
    return refusal(`Must be at most ${MOST_HEADER_BYTES} bytes`);
  const found = PRESET_NAME.test(text) ? rulesOfPreset(text) : readRuleList(text, here);
  if ('issues' in found) return found;
  return {
    rules: found.rules.map(({ set_at: _, ...rule }, at) =>
      absoluteRule({ ...rule, id: `header-${at + 1}` } as WrittenRule, nowMs),
    ),
  };
}

/** Reads the member `chaos` of `baggage`, which another service of ours wrote, or a caller. */
export function readMemberText(member: string): ReadHeader {
  const text = decoded(member);
  if (text === undefined) return refusal('Must be percent-encoded UTF-8');
  if (Buffer.byteLength(text) > MOST_MEMBER_BYTES)
    return refusal(`Must be at most ${MOST_MEMBER_BYTES} bytes`);
  const found = readRuleList(text);
  if ('issues' in found) return found;
  const open = found.rules.findIndex(({ id, set_at, expires_at }) => !id || !set_at || !expires_at);
  return open < 0 ? found : refusal('A rule in baggage has an id, set_at and expires_at', [open]);
}

/** Writes rules as a member of `baggage`. Encodes what may not stand in one, and nothing else. */
export const memberText = (rules: readonly WrittenRule[]): string =>
  JSON.stringify(rules).replace(/[^!#$&-+\-./0-9:<-[\]-~]/gu, encodeURIComponent);

function readRuleList(text: string, here?: Places): ReadHeader {
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
    issuesOf(value, here).map((issue) => (isList ? { ...issue, path: [at, ...issue.path] } : issue)),
  );
  return issues.length > 0 ? { issues } : { rules: values as WrittenRule[] };
}

function rulesOfPreset(name: string): ReadHeader {
  const preset = PRESETS.find((each) => each.name === name);
  return preset ?? refusal(`No preset is called ${name}; there are ${presetNames()}`);
}

function issuesOf(value: unknown, here: Places | undefined): readonly Issue[] {
  const result = ruleSchemaFor(value).safeParse(value);
  if (!result.success) return result.error.issues;
  const { expires_at, times, skip, every, max_hits } = result.data;
  if (expires_at === null) return issueOf('A rule in a header expires', ['expires_at']);
  const services = SERVICE_NAMES.filter((service) => placeProblem(result.data, { service }) === undefined);
  if (services.length === 0) {
    return issueOf(`No service has such a point; they begin with ${SERVICE_NAMES.join('., ')}.`, ['point']);
  }
  const isOnlyHere = services.every((service) => service === here?.service);
  const place = here && isOnlyHere ? placeProblem(result.data, here) : undefined;
  if (place) return issueOf(place.problem, [place.field]);
  const counts = [times, skip, every, max_hits].some((each) => each !== undefined);
  return counts && services.length > 1
    ? issueOf('A rule that counts names the points of one service', ['point'])
    : [];
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
