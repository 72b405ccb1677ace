import type { AttributeValue } from '../values/attribute-value.ts';
import { parseAssigned } from './parse-assigned.ts';
import { OperandParser } from './parse-operand.ts';
import { checkNoOverlap } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path, Update } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

/**
 * Parses an update.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string, placeholders: Placeholders): Update {
  const tokens = new TokenReader(expression, 'UpdateExpression');
  const parser = new OperandParser(tokens, placeholders);
  const update: { -readonly [Section in keyof Update]: Update[Section] } = {
    set: [],
    remove: [],
    add: [],
    delete: [],
  };
  const seen = new Set<string>();
  while (tokens.peek().kind !== 'end') {
    const section = SECTIONS.find((word) => tokens.skip(word));
    if (!section) throw tokens.unexpected();
    if (seen.has(section))
      throw tokens.error(`The "${section}" section can only be used once in an update expression;`);
    seen.add(section);
    if (section === 'SET') update.set = tokens.list(() => assignment(parser));
    else if (section === 'REMOVE') update.remove = tokens.list(() => parser.path());
    else if (section === 'ADD') update.add = tokens.list(() => pathAndValue(parser));
    else update.delete = tokens.list(() => pathAndValue(parser));
  }
  const changed = [...update.set, ...update.add, ...update.delete].map(({ path }) => path);
  checkNoOverlap([...changed, ...update.remove], 'UpdateExpression');
  return update;
}

function assignment(parser: OperandParser): Update['set'][number] {
  const path = parser.path();
  parser.tokens.expect('=');
  return { path, value: parseAssigned(parser) };
}

function pathAndValue(parser: OperandParser): { readonly path: Path; readonly value: AttributeValue } {
  return { path: parser.path(), value: parser.value() };
}
