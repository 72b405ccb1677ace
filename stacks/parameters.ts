import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What a deployment must be told. */
export function parameter(scope: Construct, id: string, description: string): string {
  return new CfnParameter(scope, id, { type: 'String', minLength: 1, description }).valueAsString;
}

/** As {@link parameter}, and never shown again. */
export function secretParameter(scope: Construct, id: string, description: string): string {
  return new CfnParameter(scope, id, { type: 'String', minLength: 1, noEcho: true, description })
    .valueAsString;
}
