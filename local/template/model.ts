import { type ApiModel, readApis } from './apis.ts';
import { type FunctionModel, readFunctions } from './functions.ts';
import { refuseUnsupported } from './resource-types.ts';
import { Stack, type StackTemplate } from './stack.ts';
import { type EventSourceModel, readEventSources, readStores, type StoreModel } from './stores.ts';

export type { ApiModel } from './apis.ts';
export type { FunctionModel } from './functions.ts';
export type { Deployment, StackTemplate } from './stack.ts';
export type { EventSourceModel, StoreModel } from './stores.ts';

/** Everything in the templates that the engine runs. */
export interface Model {
  readonly functions: readonly FunctionModel[];
  readonly apis: readonly ApiModel[];
  readonly eventSources: readonly EventSourceModel[];
  /** Returns the resources of one type that backends hold, such as `AWS::SQS::Queue`. */
  readonly resources: (type: string) => readonly StoreModel[];
}

/**
 * Reads templates into one model. Every reference is resolved except those that need a deployment.
 * @param resourceTypes the types that backends hold, each with the property that names the resource
 * @throws EngineError that names the stack and the logical id of the wrong resource
 */
export function readModel(
  templates: readonly StackTemplate[],
  resourceTypes: Readonly<Record<string, string>>,
): Model {
  const stacks = new Map<string, Stack>();
  for (const template of templates) stacks.set(template.id, new Stack(template, stacks));
  const all = [...stacks.values()];
  for (const stack of all) refuseUnsupported(stack, resourceTypes);
  const functions = all.flatMap(readFunctions);
  const resources = new Map(
    Object.entries(resourceTypes).map(([type, nameProperty]) => [
      type,
      all.flatMap((stack) => readStores(stack, type, nameProperty)),
    ]),
  );
  return {
    functions,
    apis: all.flatMap((stack) => readApis(stack, functions)),
    eventSources: all.flatMap((stack) => readEventSources(stack, functions)),
    resources: (type) => resources.get(type) ?? [],
  };
}
