import * as z from 'zod';

export type Json = Readonly<Record<string, unknown>>;

const COMPONENTS = '#/components/schemas/';

/** The schemas of what callers send, in which defaults are optional. */
const AS_SENT: z.core.ToJSONSchemaParams = {
  io: 'input',
  override: ({ jsonSchema }) => {
    // The pattern repeats the format or the type in a hundred characters; only that of an e-mail address adds something.
    const { format, type } = jsonSchema;
    if ((format !== undefined && format !== 'email') || type === 'integer') delete jsonSchema.pattern;
  },
};

/** Converts a schema to OpenAPI. One with a `.meta({ id })` becomes a reference; any other is written in place. */
export function schemaOf(schema: z.core.$ZodType): Json {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return { $ref: `${COMPONENTS}${id}` };
  const { $defs, ...inline } = withoutHeader(z.toJSONSchema(schema, AS_SENT));
  return $defs ? JSON.parse(JSON.stringify(inline).replaceAll('#/$defs/', COMPONENTS)) : inline;
}

/** The named schemas that `document` reaches, and no other: the registry holds those of every service. */
export function componentsOf(document: unknown): Record<string, Json> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    ...AS_SENT,
    uri: (id) => `${COMPONENTS}${id}`,
  });
  const reached = new Map<string, Json>();
  const visit = (node: unknown): void => {
    for (const [, name] of JSON.stringify(node).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      const schema = name === undefined ? undefined : schemas[name];
      if (name === undefined || schema === undefined || reached.has(name)) continue;
      reached.set(name, withoutHeader(schema));
      visit(schema);
    }
  };
  visit(document);
  return Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const json = (schema: Json, example?: unknown): Json => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

const withoutHeader = ({ $schema: _schema, $id: _id, ...rest }: Json): Json => rest;
