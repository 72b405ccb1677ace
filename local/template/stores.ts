import * as z from 'zod';
import { EngineError } from '../host/engine-error.ts';
import { type FunctionModel, NOT_DEPLOYED } from './functions.ts';
import type { Resource, Stack } from './stack.ts';

const EventSourceSchema = z.object({
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  EventSourceArn: z.string(),
  FilterCriteria: z.undefined('the engine does not filter messages').optional(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
});

/** A table, a queue or a parameter: its properties, with the name and every reference resolved. */
export interface StoreModel {
  readonly logicalId: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An event source mapping from a queue to a function. */
export interface EventSourceModel {
  readonly queue: string;
  readonly queueArn: string;
  readonly target: FunctionModel;
  readonly batchSize: number;
  readonly batchWindowMs: number;
  readonly reportsItemFailures: boolean;
  readonly maxConcurrency: number | undefined;
}

const SECOND_MS = 1000;

export function readStores(stack: Stack, type: string, nameProperty: string): readonly StoreModel[] {
  return stack.ofType(type).map((resource) => {
    const name = stack.nameOf(resource, NOT_DEPLOYED);
    const properties = stack.properties(resource, z.record(z.string(), z.unknown()), NOT_DEPLOYED);
    return {
      logicalId: `${stack.id}.${resource.logicalId}`,
      name,
      properties: { ...properties, [nameProperty]: name },
    };
  });
}

export function readEventSources(
  stack: Stack,
  functions: readonly FunctionModel[],
): readonly EventSourceModel[] {
  return stack
    .ofType('AWS::Lambda::EventSourceMapping')
    .flatMap((resource) => readEventSource(stack, resource, functions));
}

function readEventSource(
  stack: Stack,
  resource: Resource,
  functions: readonly FunctionModel[],
): EventSourceModel[] {
  const source = stack.properties(resource, EventSourceSchema, NOT_DEPLOYED);
  if (!source.Enabled) return [];
  if (source.EventSourceArn.split(':')[2] !== 'sqs') {
    throw new EngineError(
      `${stack.place(resource)} reads ${source.EventSourceArn}; the engine reads SQS queues only.`,
    );
  }
  const target = functions.find(
    ({ name, arn }) => name === source.FunctionName || arn === source.FunctionName,
  );
  if (!target)
    throw new EngineError(
      `${stack.place(resource)} calls ${source.FunctionName}, which is not in the templates.`,
    );
  return [
    {
      queue: source.EventSourceArn.split(':').at(-1) ?? '',
      queueArn: source.EventSourceArn,
      target,
      batchSize: source.BatchSize,
      batchWindowMs: source.MaximumBatchingWindowInSeconds * SECOND_MS,
      reportsItemFailures: source.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      maxConcurrency: source.ScalingConfig?.MaximumConcurrency,
    },
  ];
}
