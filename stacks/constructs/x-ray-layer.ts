import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const ID = 'XRayLayer';

/** Where a function finds the tracer: shared/telemetry/x-ray.ts loads it from there. */
export const X_RAY_MODULE = '/opt/nodejs/x-ray.mjs';

/**
 * The tracer, once per stack: were it shared between stacks, a new version of it would be an export in use, which
 * CloudFormation refuses to change.
 */
export function xRayLayer(scope: Construct, dist: string): LayerVersion {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(ID) as LayerVersion | undefined;
  return (
    made ??
    new LayerVersion(stack, ID, {
      description: 'AWS X-Ray by Powertools Tracer',
      code: Code.fromAsset(join(dist, 'layers', 'x-ray'), { exclude: ['**/*.map'] }),
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [Architecture.ARM_64],
    })
  );
}
