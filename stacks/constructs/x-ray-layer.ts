import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const ID = 'XRayLayer';

/** Path of the tracer in a function; shared/telemetry/x-ray.ts loads it. */
export const X_RAY_MODULE = '/opt/nodejs/x-ray.mjs';

/**
 * Makes a layer with the tracer in each stack. A layer shared between stacks would be an export in use, which
 * CloudFormation refuses to change to a new version.
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
