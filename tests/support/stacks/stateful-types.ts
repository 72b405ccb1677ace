import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';

const PACKAGE = createRequire(import.meta.url).resolve('aws-cdk/package.json');
const Specification = z.object({
  schema: z.object({
    resource: z.object({
      entities: z.array(z.object({ cloudFormationType: z.string(), isStateful: z.boolean().optional() })),
    }),
  }),
});

/** Lists the types of resources that hold data, as the CDK's own specification of CloudFormation has them. */
export function statefulTypes(): ReadonlySet<string> {
  const text = gunzipSync(readFileSync(join(dirname(PACKAGE), 'db.json.gz'))).toString();
  const { entities } = Specification.parse(JSON.parse(text)).schema.resource;
  return new Set(
    entities.filter(({ isStateful }) => isStateful).map(({ cloudFormationType }) => cloudFormationType),
  );
}
