import { SsmFault } from './ssm-fault.ts';
import type { Filter } from './ssm-input.ts';
import { isUnder, keyOf } from './ssm-parameter.ts';
import type { StoredParameter } from './ssm-store.ts';

const COMPARISONS: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  Equals: (text, value) => text === value,
  BeginsWith: (text, value) => text.startsWith(value),
  Contains: (text, value) => text.includes(value),
};
const MEMBERS: Readonly<Record<string, (parameter: StoredParameter) => string | undefined>> = {
  Name: ({ name }) => name,
  Type: ({ type }) => type,
  KeyId: keyOf,
  Tier: ({ tier }) => tier ?? 'Standard',
  DataType: () => 'text',
};
const TAG = 'tag:';

/** Returns whether a parameter passes all filters. @throws SsmFault for a filter that AWS does not have */
export function passesFilters(
  parameter: StoredParameter,
  filters: readonly Filter[],
  keys: readonly string[],
): boolean {
  return filters.every((filter) => passes(parameter, filter, keys));
}

function passes(parameter: StoredParameter, filter: Filter, keys: readonly string[]): boolean {
  const { Key, Option, Values } = filter;
  const isTag = Key.startsWith(TAG) && keys.includes(TAG);
  if (!isTag && !keys.includes(Key))
    throw new SsmFault(
      'InvalidFilterKey',
      `The filter key ${Key} is not valid; allowed: ${keys.join(', ')}.`,
    );
  if (Key === 'Path') {
    const option = optionOf(Key, Option ?? 'OneLevel', ['OneLevel', 'Recursive']);
    return valuesOf(filter).some((path) => isUnder(path, option === 'Recursive', parameter.name));
  }
  const tag = new Map(Object.entries(parameter.tags ?? {})).get(Key.slice(TAG.length));
  if (isTag && !Values) return tag !== undefined;
  const options = Key === 'Name' ? ['Equals', 'BeginsWith', 'Contains'] : ['Equals', 'BeginsWith'];
  const compare = COMPARISONS[optionOf(Key, Option ?? 'Equals', isTag ? ['Equals'] : options)];
  const text = isTag ? tag : MEMBERS[Key]?.(parameter);
  return text !== undefined && valuesOf(filter).some((value) => compare?.(text, value));
}

function valuesOf({ Key, Values }: Filter): readonly string[] {
  if (Values) return Values;
  throw new SsmFault('InvalidFilterValue', `The filter ${Key} has no values.`);
}

function optionOf(key: string, option: string, allowed: readonly string[]): string {
  if (allowed.includes(option)) return option;
  const text = `The filter option ${option} is not valid for ${key}; allowed: ${allowed.join(', ')}.`;
  throw new SsmFault('InvalidFilterOption', text);
}
