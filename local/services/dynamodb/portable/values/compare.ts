import { isDeepStrictEqual } from 'node:util';
import { type AttributeValue, membersOf, typeOf } from './attribute-value.ts';
import { orderedBytes } from './key-bytes.ts';

/** Returns a negative number, zero or a positive number; undefined for values without a common order. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (typeOf(left) !== typeOf(right)) return undefined;
  const [a, b] = [orderedBytes(left), orderedBytes(right)];
  return a && b && Buffer.compare(a, b);
}

/** Sets are equal in any order; lists and maps are compared with everything in them. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  const [a, b] = [membersOf(left), membersOf(right)];
  if (a && b) return a.length === b.length && new Set([...a, ...b]).size === a.length;
  if ('L' in left && 'L' in right)
    return left.L.length === right.L.length && left.L.every((each, i) => isEqualTo(each, right.L[i]));
  if ('M' in left && 'M' in right) {
    const [names, others] = [Object.entries(left.M), right.M];
    return (
      names.length === Object.keys(others).length &&
      names.every(([name, value]) => Object.hasOwn(others, name) && isEqualTo(value, others[name]))
    );
  }
  return isDeepStrictEqual({ ...left }, { ...right });
}

const isEqualTo = (value: AttributeValue, other: AttributeValue | undefined): boolean =>
  other !== undefined && equalValues(value, other);
