import { isTypeName } from '../values/attribute-value.ts';
import type { OperandParser } from './parse-operand.ts';
import type { Condition, Operand } from './syntax.ts';

const TWO_OPERANDS = { attribute_type: 'type', begins_with: 'begins', contains: 'contains' } as const;
const isTwoOperand = (name: string): name is keyof typeof TWO_OPERANDS => Object.hasOwn(TWO_OPERANDS, name);

/** Parses a function that is a condition by itself. */
export function parseFunction(parser: OperandParser): Condition {
  const { tokens } = parser;
  const name = tokens.next().text;
  tokens.expect('(');
  const operands = tokens.list(() => parser.operand());
  tokens.expect(')');
  const [of, argument] = operands;
  const count = (wanted: number): void => {
    if (operands.length !== wanted)
      throw tokens.error(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
  };
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    count(1);
    if (of?.kind !== 'path')
      throw tokens.error(`Operator or function requires a document path; operator or function: ${name}`);
    return { kind: 'exists', path: of.path, wanted: name === 'attribute_exists' };
  }
  if (!isTwoOperand(name)) throw tokens.error(`Invalid function name; function: ${name}`);
  count(2);
  if (!of || !argument) throw tokens.unexpected();
  if (name === 'attribute_type' && !namesType(argument))
    throw tokens.error(`Invalid attribute type name found; valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
  return { kind: TWO_OPERANDS[name], of, argument };
}

const namesType = (argument: Operand): boolean =>
  argument.kind === 'value' && 'S' in argument.value && isTypeName(argument.value.S);
