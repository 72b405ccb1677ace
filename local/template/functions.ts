import { resolve } from 'node:path';
import * as z from 'zod';
import { EngineError } from '../host/engine-error.ts';
import type { FunctionSpec } from '../runtime/invocation.ts';
import type { Deployment, Resource, Stack } from './stack.ts';

export interface FunctionModel extends Omit<FunctionSpec, 'environment'> {
  /** Service and function, such as `order/place-order`. */
  readonly key: string;
  /** Name of the service, such as `order`. */
  readonly service: string;
  readonly arn: string;
  readonly reservedConcurrency: number | undefined;
  /** Returns the variables that the template sets, with the deployment's values filled in. */
  variables(deployment: Deployment): Readonly<Record<string, string>>;
}

const PropertiesSchema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
  Handler: z.string().default('bootstrap'),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Runtime: z.string(),
  Timeout: z.number().default(3),
});
const NODE = 'nodejs24.x';
const OWN_RUNTIME = /^provided\./;
const SECOND_MS = 1000;

/** Deployment without values, for reading a template before anything is deployed. */
export const NOT_DEPLOYED: Deployment = { parameter: () => '', queueUrl: () => '' };

export function readFunctions(stack: Stack): readonly FunctionModel[] {
  return stack.ofType('AWS::Lambda::Function').map((resource) => readFunction(stack, resource));
}

function readFunction(stack: Stack, resource: Resource): FunctionModel {
  const properties = stack.properties(resource, PropertiesSchema, NOT_DEPLOYED);
  const { Runtime, Handler, MemorySize, Timeout } = properties;
  if (Runtime !== NODE && !OWN_RUNTIME.test(Runtime)) {
    throw new EngineError(`${stack.place(resource)} needs the runtime ${Runtime}; the engine runs ${NODE}.`);
  }
  const name = stack.nameOf(resource, NOT_DEPLOYED);
  const directory = codeDirectory(stack, resource, properties.Code.S3Key);
  const [, service = stack.id, shortName = name] = /^food-delivery-[^-]+-([^-]+)-(.+)$/.exec(name) ?? [];
  return {
    key: `${service}/${shortName}`,
    service,
    name,
    arn: stack.arnOf(resource, NOT_DEPLOYED) ?? name,
    directory,
    handler: Handler,
    timeoutMs: Timeout * SECOND_MS,
    memoryMb: MemorySize,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    ...(Runtime !== NODE && { command: [resolve(directory, 'bootstrap')] as const }),
    variables: (deployment) =>
      stack.properties(resource, PropertiesSchema, deployment).Environment?.Variables ?? {},
  };
}

function codeDirectory(stack: Stack, resource: Resource, key: string): string {
  const hash = key.replace(/\.[a-z]+$/, '');
  const directory = stack.assetDirectory(hash);
  if (directory) return directory;
  throw new EngineError(`${stack.place(resource)}: its code, the asset ${hash}, is missing.`);
}
