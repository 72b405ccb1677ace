import { CfnParameter } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Context with what a deployment need not be told, by the name of the parameter. */
export const DEFAULTS_CONTEXT = 'parameterDefaults';

/** What a deployment must be told. */
export function parameter(scope: Construct, id: string, description: string): string {
  return new CfnParameter(scope, id, { ...shape(scope, id), description }).valueAsString;
}

/** As {@link parameter}, and never shown again. */
export function secretParameter(scope: Construct, id: string, description: string): string {
  return new CfnParameter(scope, id, { ...shape(scope, id), noEcho: true, description }).valueAsString;
}

function shape(scope: Construct, id: string) {
  const value = defaultsOf(scope)[id];
  return { type: 'String', minLength: 1, ...(value !== undefined && { default: value }) };
}

function defaultsOf(scope: Construct): Readonly<Record<string, string>> {
  return scope.node.tryGetContext(DEFAULTS_CONTEXT) ?? {};
}
