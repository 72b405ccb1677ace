import { parseCondition } from '../expressions/parse-condition.ts';
import type { Placeholders } from '../expressions/placeholders.ts';
import type { Condition } from '../expressions/syntax.ts';

/** Parses the filter of a query or scan; undefined without one. @throws DynamoFault */
export const parsedFilter = (
  expression: string | undefined,
  placeholders: Placeholders,
): Condition | undefined =>
  expression === undefined ? undefined : parseCondition(expression, 'FilterExpression', placeholders);
