import type { EndedRule } from '#shared/cli/ended-rule';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import type { ChaosApi, ListedRule } from './chaos-api.ts';

/** Members that the line shows in columns of its own, or not at all. */
const SHOWN = new Set(['id', 'point', 'mode', 'when', 'hits', 'hits_per_second', 'expires_at', 'set_at']);

/** One line for each rule that is on and each that is wrong. */
export async function linesOfRules(api: Pick<ChaosApi, 'list'>, nowMs = Date.now()): Promise<string[]> {
  return (await Promise.all(SERVICE_NAMES.map((service) => linesOfService(api, service, nowMs)))).flat();
}

/** The same for one service. */
export async function linesOfService(
  api: Pick<ChaosApi, 'list'>,
  service: ServiceName,
  nowMs = Date.now(),
): Promise<string[]> {
  const { rules, invalid } = await api.list(service);
  return [
    ...rules.map((rule) => `${service}: ${lineOf(rule, nowMs)}`),
    ...invalid.map(({ value, problem }) => `${service}: does not act: ${value}: ${problem}`),
  ];
}

/** One line for each rule that its `stop_when` ended. */
export const linesOfEnded = (ended: readonly EndedRule[]): string[] =>
  ended.map(({ service, id, reason, at }) => `${service}: ${id} was ended at ${at}: ${reason}`);

/** A rule in one line: what it does where, how often it acted, and until when it is on. */
export function lineOf(rule: ListedRule, nowMs = Date.now()): string {
  const { id, point, mode, when, hits, hits_per_second: rate } = rule;
  const details = Object.entries(rule)
    .filter(([name, value]) => !SHOWN.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const parts = [
    id,
    `${mode} ${typeof when === 'string' ? when : ''} ${point}`.replace('  ', ' '),
    ...details,
    hits === undefined ? '' : `${hits ?? '?'} hits${typeof rate === 'number' ? ` (${rate}/s)` : ''}`,
    endOf(rule, nowMs),
  ];
  return parts.filter(Boolean).join('  ');
}

function endOf({ expires_at }: ListedRule, nowMs: number): string {
  if (expires_at === undefined) return '';
  if (typeof expires_at !== 'string') return 'until it is ended';
  const seconds = Math.max(0, Math.round((Date.parse(expires_at) - nowMs) / 1_000));
  return `for ${seconds} s, until ${expires_at}`;
}
