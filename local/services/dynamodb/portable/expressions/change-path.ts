import { type DynamoFault, invalid } from '../fault.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { own, setOwn } from '../values/own.ts';
import type { Path } from './syntax.ts';

type Steps = readonly (string | number)[];

const noSuchPath = (): DynamoFault =>
  invalid('The document path provided in the update expression is invalid for update');

/** Returns the item with a value at a path. A list takes a value beyond its end as a new last element. */
export const setAt = (item: Item, [name, ...rest]: Path, value: AttributeValue): Item =>
  changedItem(item, name, rest, value);

/** Returns the item without the value at a path. Only the last step of the path may be missing. */
export const removeAt = (item: Item, [name, ...rest]: Path): Item => changedItem(item, name, rest, undefined);

function changedItem(item: Item, name: string, rest: Steps, value: AttributeValue | undefined): Item {
  const inner = rest.length === 0 ? value : changedValue(own(item, name), rest, value);
  const changed: Record<string, AttributeValue> = { ...item };
  if (inner) setOwn(changed, name, inner);
  else delete changed[name];
  return changed;
}

function changedValue(
  holder: AttributeValue | undefined,
  [step, ...rest]: Steps,
  value: AttributeValue | undefined,
): AttributeValue {
  if (typeof step === 'string' && holder && 'M' in holder)
    return { M: changedItem(holder.M, step, rest, value) };
  if (typeof step !== 'number' || !holder || !('L' in holder)) throw noSuchPath();
  const at = Math.min(step, holder.L.length);
  if (rest.length === 0) return { L: holder.L.toSpliced(at, 1, ...(value ? [value] : [])) };
  return { L: holder.L.with(element(holder.L, at), changedValue(holder.L[at], rest, value)) };
}

function element(list: readonly AttributeValue[], at: number): number {
  if (at < list.length) return at;
  throw noSuchPath();
}
