import type { Condition, Operand } from './syntax.ts';

/** Returns the attributes that a condition names. */
export function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...namesIn(condition.left), ...namesIn(condition.right)];
    case 'not':
      return namesIn(condition.of);
    case 'exists':
      return [condition.path[0]];
    case 'compare':
      return [condition.left, condition.right].flatMap(nameIn);
    case 'between':
      return [condition.of, condition.low, condition.high].flatMap(nameIn);
    case 'in':
      return [condition.of, ...condition.values].flatMap(nameIn);
    default:
      return [condition.of, condition.argument].flatMap(nameIn);
  }
}

function nameIn(operand: Operand): readonly string[] {
  if (operand.kind === 'path') return [operand.path[0]];
  return operand.kind === 'size' ? nameIn(operand.of) : [];
}
