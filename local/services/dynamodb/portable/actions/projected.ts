import * as z from 'zod';
import { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection, project } from '../expressions/project.ts';
import type { Item } from '../values/attribute-value.ts';

/** Parameters of every read. */
export const ProjectionInput = {
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
};

/** Returns a function that selects the attributes which a read names. @throws DynamoFault */
export function projectionOf(input: z.infer<z.ZodObject<typeof ProjectionInput>>): (item: Item) => Item {
  const placeholders = new Placeholders(input);
  const select = parsedProjection(input.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return select;
}

export function parsedProjection(
  expression: string | undefined,
  placeholders: Placeholders,
): (item: Item) => Item {
  if (expression === undefined) return (item) => item;
  const paths = parseProjection(expression, placeholders);
  return (item) => project(item, paths);
}
