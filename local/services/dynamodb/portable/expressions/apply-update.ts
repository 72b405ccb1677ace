import { invalid } from '../fault.ts';
import { addNumbers } from '../values/arithmetic.ts';
import { type AttributeValue, type Item, membersOf, setLike, typeOf } from '../values/attribute-value.ts';
import { assignedValue, wrongOperand } from './assigned-value.ts';
import { removeAt, setAt } from './change-path.ts';
import { valueAt } from './path.ts';
import type { Path, Update } from './syntax.ts';

/** Returns the item after an update. Every value is computed from the item before it. */
export function applyUpdate(item: Item, update: Update): Item {
  const set = update.set.map(({ path, value }) => ({ path, value: assignedValue(item, value) }));
  const added = update.add.map(({ path, value }) => ({ path, value: sumOf(valueAt(item, path), value) }));
  let changed: Item = item;
  for (const { path, value } of [...set, ...added]) changed = setAt(changed, path, value);
  for (const { path, value } of update.delete) changed = withoutMembers(changed, path, value);
  // from the last element to the first, because the elements behind a removed one move up
  const removed = update.remove.toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0);
  for (const path of removed) changed = removeAt(changed, path);
  return changed;
}

/** ADD: a sum of numbers, or a union of sets. */
function sumOf(old: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  const members = membersOf(value);
  if (!members && !('N' in value)) throw wrongOperand('ADD', typeOf(value), 'operator');
  if (!old) return value;
  if (typeOf(old) !== typeOf(value)) throw typeMismatch();
  if ('N' in old && 'N' in value) return { N: addNumbers(old.N, value.N) };
  return setLike(value, [...new Set([...(membersOf(old) ?? []), ...(members ?? [])])]);
}

/** DELETE: a set without some members. A set without members ceases to be. */
function withoutMembers(item: Item, path: Path, value: AttributeValue): Item {
  const gone = membersOf(value);
  if (!gone) throw wrongOperand('DELETE', typeOf(value), 'operator');
  const old = valueAt(item, path);
  if (!old) return removeAt(item, path);
  if (typeOf(old) !== typeOf(value)) throw typeMismatch();
  const left = (membersOf(old) ?? []).filter((member) => !gone.includes(member));
  return left.length > 0 ? setAt(item, path, setLike(value, left)) : removeAt(item, path);
}

const typeMismatch = () => invalid('An operand in the update expression has an incorrect data type');
