import type * as z from 'zod';
import { DynamoFault, invalid } from '../fault.ts';
import type { Input } from './action.ts';

/** Parameters of before 2014, each with the expression that replaced it. */
const LEGACY: Readonly<Record<string, string>> = {
  AttributesToGet: 'ProjectionExpression',
  AttributeUpdates: 'UpdateExpression',
  ConditionalOperator: 'ConditionExpression',
  Expected: 'ConditionExpression',
  KeyConditions: 'KeyConditionExpression',
  QueryFilter: 'FilterExpression',
  ScanFilter: 'FilterExpression',
};

/** Reads the parameters of an action. A parameter that is null is absent. @throws DynamoFault */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: Input): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  const legacy = Object.keys(LEGACY).find((name) => name in given);
  if (legacy !== undefined)
    throw invalid(`${legacy} is a legacy parameter that this DynamoDB does not have; use ${LEGACY[legacy]}`);
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  throw faultOf(error.issues[0], given);
}

function faultOf(issue: z.core.$ZodIssue | undefined, input: unknown): DynamoFault {
  if (!issue) return invalid('The parameters are invalid');
  let value = input;
  for (const step of issue.path) value = Object(value)[step];
  const name = issue.path.map((step) => memberName(step)).join('.');
  const failed = (shown: string, constraint: string): DynamoFault =>
    invalid(
      `1 validation error detected: Value ${shown} at '${name}' failed to satisfy constraint: ${constraint}`,
    );
  if (value === undefined || value === null) return failed('null', 'Member must not be null');
  const shown = `'${typeof value === 'object' ? JSON.stringify(value) : value}'`;
  if (issue.code === 'invalid_value')
    return failed(shown, `Member must satisfy enum value set: [${issue.values.join(', ')}]`);
  if (issue.code === 'too_small')
    return failed(shown, `Member must have ${measureOf(value)} greater than or equal to ${issue.minimum}`);
  if (issue.code === 'too_big')
    return failed(shown, `Member must have ${measureOf(value)} less than or equal to ${issue.maximum}`);
  return new DynamoFault('SerializationException', `${name}: ${issue.message}`);
}

const measureOf = (value: unknown): string => (typeof value === 'number' ? 'value' : 'length');

/** AWS writes members in camel case, and elements of lists as `1.member`. */
const memberName = (step: PropertyKey): string =>
  typeof step === 'number'
    ? `${step + 1}.member`
    : String(step).replace(/^./, (first) => first.toLowerCase());
