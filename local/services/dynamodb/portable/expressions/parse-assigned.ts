import type { OperandParser } from './parse-operand.ts';
import type { Assigned } from './syntax.ts';

/** Parses the right side of an assignment: one value, or the sum or difference of two. */
export function parseAssigned(parser: OperandParser): Assigned {
  const left = term(parser);
  const kind = parser.tokens.isSymbol('+') ? '+' : '-';
  return parser.tokens.skip(kind) ? { kind, left, right: term(parser) } : left;
}

function term(parser: OperandParser): Assigned {
  const { tokens } = parser;
  if (tokens.skip('(')) {
    const value = parseAssigned(parser);
    tokens.expect(')');
    return value;
  }
  const isCall = tokens.peek().kind === 'name' && tokens.isSymbol('(', 1);
  return isCall ? call(parser) : { kind: 'operand', operand: parser.operand() };
}

function call(parser: OperandParser): Assigned {
  const { tokens } = parser;
  const name = tokens.next().text;
  if (name !== 'if_not_exists' && name !== 'list_append')
    throw tokens.error(`Invalid function name; function: ${name}`);
  tokens.expect('(');
  const [left, right, more] = tokens.list(() => parseAssigned(parser));
  tokens.expect(')');
  if (!left || !right || more)
    throw tokens.error(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${more ? 3 : 1}`,
    );
  if (name === 'list_append') return { kind: 'list_append', left, right };
  if (left.kind !== 'operand' || left.operand.kind !== 'path')
    throw tokens.error('Operator or function requires a document path; operator or function: if_not_exists');
  return { kind: 'if_not_exists', path: left.operand.path, otherwise: right };
}
