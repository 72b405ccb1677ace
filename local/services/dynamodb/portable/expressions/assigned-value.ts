import { type DynamoFault, invalid } from '../fault.ts';
import { addNumbers } from '../values/arithmetic.ts';
import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { operandValue } from './evaluate.ts';
import { valueAt } from './path.ts';
import type { Assigned } from './syntax.ts';

/** Computes the value of a SET assignment. @throws DynamoFault for a missing attribute or another type */
export function assignedValue(item: Item, assigned: Assigned): AttributeValue {
  switch (assigned.kind) {
    case 'operand': {
      const value = operandValue(item, assigned.operand);
      if (value) return value;
      throw invalid('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if_not_exists':
      return valueAt(item, assigned.path) ?? assignedValue(item, assigned.otherwise);
    case 'list_append': {
      const [left, right] = [assignedValue(item, assigned.left), assignedValue(item, assigned.right)];
      if ('L' in left && 'L' in right) return { L: [...left.L, ...right.L] };
      throw wrongType(assigned.kind, assigned, 'L' in left ? right : left);
    }
    default: {
      const [left, right] = [assignedValue(item, assigned.left), assignedValue(item, assigned.right)];
      if ('N' in left && 'N' in right)
        return { N: addNumbers(left.N, right.N, assigned.kind === '-' ? -1 : 1) };
      throw wrongType(assigned.kind, assigned, 'N' in left ? right : left);
    }
  }
}

/** AWS distinguishes operands that the request holds from those that the item holds. */
function wrongType(
  operator: string,
  { left, right }: { left: Assigned; right: Assigned },
  value: AttributeValue,
): DynamoFault {
  const isGiven = [left, right].some(
    (each) => each.kind === 'operand' && each.operand.kind === 'value' && each.operand.value === value,
  );
  return isGiven
    ? wrongOperand(operator, typeOf(value))
    : invalid('An operand in the update expression has an incorrect data type');
}

export const wrongOperand = (operator: string, type: string, what = 'operator or function'): DynamoFault =>
  invalid(
    `Invalid UpdateExpression: Incorrect operand type for operator or function; ${what}: ${operator}, operand type: ${type}`,
  );
