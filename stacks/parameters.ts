import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Context with parameters that a deployment need not be given, by name. */
export const DEFAULTS_CONTEXT = 'parameterDefaults';

const OTLP_ENDPOINT = 'OtlpEndpoint';

/** Parameters that a deployment must be given. */
export function parameter(scope: Construct, id: string, description: string): string {
  return new CfnParameter(scope, id, { ...shape(scope, id), description }).valueAsString;
}

/** Makes a parameter of the same name in each stack, so that one `--parameters OtlpEndpoint=…` sets all. */
export function otlpEndpoint(scope: Construct): string {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(OTLP_ENDPOINT) as CfnParameter | undefined;
  const endpoint =
    made ??
    new CfnParameter(stack, OTLP_ENDPOINT, {
      type: 'String',
      default: defaultsOf(scope)[OTLP_ENDPOINT] ?? '',
      description: 'Where telemetry goes, as OTLP over HTTP with JSON: http://host:4318. Empty: nowhere',
    });
  return endpoint.valueAsString;
}

/** Makes a {@link parameter} whose value is never shown. */
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
