import { readJson } from '#shared/http/json-text';
import type { ServiceName } from '#shared/services';
import { type FaultSettings, SWITCH_IDS, type SwitchId, switchesOf, switchRow } from './fault-table.ts';
import { readRules } from './rules/read-rules.ts';
import { readSealed } from './rules/read-sealed.ts';
import type { WrittenRule } from './rules/rule.ts';
import type { Places } from './rules/rule-place.ts';
import { serviceOf } from './switch-point.ts';

/** A part of a text that is no setting of a switch. */
export interface InvalidSetting {
  /** The value in the text. */
  readonly value: string;
  /** The error, and what is allowed. */
  readonly problem: string;
}

export interface SwitchText {
  readonly settings: FaultSettings;
  /** In the order in which they act. */
  readonly rules: readonly WrittenRule[];
  readonly invalid: readonly InvalidSetting[];
  /** Number of rules that are sealed with a key that the reader has not. */
  readonly closed: number;
}

/**
 * Reads the text of a service's switches and rules. Lists its wrong parts; the others count.
 */
export function readSwitchText(text: string, places: Places): SwitchText {
  const { service, sealKey } = places;
  const members = membersOf(text);
  if (typeof members === 'string') {
    const problem = `${members}; it must be a JSON object, and the ${service} service has ${formsOf(service)}`;
    return { settings: {}, rules: [], invalid: [{ value: text, problem }], closed: 0 };
  }
  const settings: Partial<Record<SwitchId, unknown>> = {};
  const rules: WrittenRule[] = [];
  const invalid: InvalidSetting[] = [];
  let closed = 0;
  for (const [name, member] of members) {
    if (name === 'sealed') {
      const read = readSealed(member, places, sealKey);
      rules.push(...read.rules);
      invalid.push(...read.invalid);
      closed = read.closed;
      continue;
    }
    if (name === 'rules') {
      const read = readRules(member, places);
      rules.push(...read.rules);
      invalid.push(...read.invalid);
      continue;
    }
    const id = isSwitch(name) ? name : undefined;
    const setting =
      id && ownerOf(id) === service ? switchRow(id).setting.strict().safeParse(member) : undefined;
    if (id && setting?.success) settings[id] = setting.data;
    else invalid.push({ value: memberText(name, member), problem: problemOf(service, name, member) });
  }
  return { settings: settings as FaultSettings, rules, invalid, closed };
}

/** Lists the members of a JSON object; for any other text, returns the reason why there are none. */
function membersOf(text: string): [string, unknown][] | string {
  const read = readJson(text);
  if ('problem' in read) return `the value ${read.problem}`;
  const { value } = read;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : 'the value is not a JSON object';
}

function problemOf(service: ServiceName, name: string, member: unknown): string {
  if (!isSwitch(name)) {
    return `${JSON.stringify(name)} is no switch; the ${service} service has ${formsOf(service)}`;
  }
  const owner = ownerOf(name);
  if (owner === service) return `${name} must be ${switchRow(name).form}, not ${JSON.stringify(member)}`;
  return `${name} is a switch of the ${owner} service; the ${service} service has ${formsOf(service)}`;
}

const isSwitch = (name: string): name is SwitchId => SWITCH_IDS.some((id) => id === name);

const ownerOf = (id: SwitchId): ServiceName => serviceOf(switchRow(id).point);

const memberText = (name: string, member: unknown): string => JSON.stringify({ [name]: member });

const formsOf = (service: ServiceName): string =>
  switchesOf(service)
    .map((id) => `"${id}": ${switchRow(id).form}`)
    .join(', ');
