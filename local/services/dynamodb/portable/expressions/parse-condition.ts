import { parseFunction } from './parse-function.ts';
import { OperandParser } from './parse-operand.ts';
import type { Placeholders } from './placeholders.ts';
import { COMPARATORS, type Condition, type Operand } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses a condition, filter or key condition.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(expression: string, label: string, placeholders: Placeholders): Condition {
  const tokens = new TokenReader(expression, label);
  const condition = either(new OperandParser(tokens, placeholders));
  tokens.expectEnd();
  return condition;
}

function either(parser: OperandParser): Condition {
  let left = both(parser);
  while (parser.tokens.skip('OR')) left = { kind: 'or', left, right: both(parser) };
  return left;
}

function both(parser: OperandParser): Condition {
  let left = negation(parser);
  while (parser.tokens.skip('AND')) left = { kind: 'and', left, right: negation(parser) };
  return left;
}

function negation(parser: OperandParser): Condition {
  return parser.tokens.skip('NOT') ? { kind: 'not', of: negation(parser) } : primary(parser);
}

function primary(parser: OperandParser): Condition {
  const { tokens } = parser;
  if (tokens.skip('(')) {
    const condition = either(parser);
    tokens.expect(')');
    return condition;
  }
  return isCall(parser) && !tokens.isWord('SIZE') ? parseFunction(parser) : comparison(parser);
}

const isCall = ({ tokens }: OperandParser): boolean =>
  tokens.peek().kind === 'name' && tokens.isSymbol('(', 1);

function operand(parser: OperandParser): Operand {
  const { tokens } = parser;
  if (!isCall(parser)) return parser.operand();
  if (tokens.next().text !== 'size')
    throw tokens.error('The function is not allowed to be used this way in an expression');
  tokens.expect('(');
  const of = parser.operand();
  tokens.expect(')');
  return { kind: 'size', of };
}

function comparison(parser: OperandParser): Condition {
  const { tokens } = parser;
  const left = operand(parser);
  if (tokens.skip('BETWEEN')) {
    const low = operand(parser);
    tokens.expect('AND');
    return { kind: 'between', of: left, low, high: operand(parser) };
  }
  if (tokens.skip('IN')) {
    tokens.expect('(');
    const values = tokens.list(() => operand(parser));
    tokens.expect(')');
    return { kind: 'in', of: left, values };
  }
  const by = COMPARATORS.find((each) => tokens.isSymbol(each));
  if (!by) throw tokens.unexpected();
  tokens.next();
  return { kind: 'compare', by, left, right: operand(parser) };
}
