import * as z from 'zod';
import type { Mode } from '#shared/faults/modes/mode';

const Property = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
});
const Schema = z.object({
  properties: z.record(z.string(), Property).default({}),
  required: z.array(z.string()).default([]),
});

/** The parameters of a mode with what they may be: `` `ms` (integer, 1 to 60000) ``. */
export function parametersOf(mode: Mode): readonly string[] {
  const { properties, required } = Schema.parse(z.toJSONSchema(mode.params(), { unrepresentable: 'any' }));
  return Object.entries(properties).map(([name, property]) => {
    const parts = [kindOf(property), rangeOf(property), required.includes(name) ? '' : 'optional'];
    return `\`${name}\` (${parts.filter(Boolean).join(', ')})`;
  });
}

const kindOf = ({ type = 'any', enum: values }: z.infer<typeof Property>): string =>
  values ? values.map((value) => `\`${value}\``).join(' or ') : type;

function rangeOf({ minimum, exclusiveMinimum, maximum }: z.infer<typeof Property>): string {
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : '';
  if (exclusiveMinimum !== undefined) return `above ${exclusiveMinimum}${most}`;
  return minimum === undefined ? most.trim() : `${minimum}${most}`;
}
