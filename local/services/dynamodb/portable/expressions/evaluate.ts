import { type AttributeValue, type Item, membersOf, typeOf } from '../values/attribute-value.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import { sizeOf } from '../values/size.ts';
import { valueAt } from './path.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** Returns whether an item meets a condition. A missing item is one without attributes. */
export function meets(item: Item, condition: Condition): boolean {
  const value = (operand: Operand): AttributeValue | undefined => operandValue(item, operand);
  switch (condition.kind) {
    case 'and':
      return meets(item, condition.left) && meets(item, condition.right);
    case 'or':
      return meets(item, condition.left) || meets(item, condition.right);
    case 'not':
      return !meets(item, condition.of);
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.wanted;
    case 'compare':
      return compares(value(condition.left), condition.by, value(condition.right));
    case 'between':
      return (
        compares(value(condition.of), '>=', value(condition.low)) &&
        compares(value(condition.of), '<=', value(condition.high))
      );
    case 'in':
      return condition.values.some((each) => compares(value(condition.of), '=', value(each)));
    default:
      return holds(condition.kind, value(condition.of), value(condition.argument));
  }
}

export function operandValue(item: Item, operand: Operand): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const value = operandValue(item, operand.of);
  const size = value && sizeOf(value);
  return size === undefined ? undefined : { N: String(size) };
}

/** A comparison with something missing is false, except that it differs. */
function compares(
  left: AttributeValue | undefined,
  by: Comparator,
  right: AttributeValue | undefined,
): boolean {
  if (!left || !right) return by === '<>';
  if (by === '=') return equalValues(left, right);
  if (by === '<>') return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (by === '<' || by === '<=') return order < 0 || (by === '<=' && order === 0);
  return order > 0 || (by === '>=' && order === 0);
}

function holds(
  kind: 'type' | 'begins' | 'contains',
  value: AttributeValue | undefined,
  argument: AttributeValue | undefined,
): boolean {
  if (!value || !argument) return false;
  if (kind === 'type') return 'S' in argument && typeOf(value) === argument.S;
  return kind === 'begins' ? begins(value, argument) : contains(value, argument);
}

export function begins(value: AttributeValue, start: AttributeValue): boolean {
  if ('S' in value && 'S' in start) return value.S.startsWith(start.S);
  if (!('B' in value && 'B' in start)) return false;
  const [bytes, first] = [Buffer.from(value.B, 'base64'), Buffer.from(start.B, 'base64')];
  return bytes.subarray(0, first.length).equals(first);
}

/** A part of a text or of binary data, a member of a set, an element of a list. */
function contains(value: AttributeValue, part: AttributeValue): boolean {
  if ('L' in value) return value.L.some((each) => equalValues(each, part));
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value)
    return 'B' in part && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  const members = membersOf(value);
  const [member] = Object.values(part);
  return members !== undefined && typeOf(value) === `${typeOf(part)}S` && members.includes(String(member));
}
