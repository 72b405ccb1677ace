import { keysOf } from '#shared/map-values';
import type { Backend } from './backend.ts';
import { dynamodb } from './dynamodb/backend.ts';
import { postgres } from './postgres/backend.ts';
import { redis } from './redis/backend.ts';
import { sqs } from './sqs/backend.ts';
import { ssm } from './ssm/backend.ts';

const REGISTRY = { postgres, redis, dynamodb, sqs, ssm } satisfies Record<string, Backend>;

export type BackendName = keyof typeof REGISTRY;
/** Every store of the engine, by name. */
export const BACKENDS: Readonly<Record<BackendName, Backend>> = REGISTRY;
export const BACKEND_NAMES = keysOf(BACKENDS);

/** Addresses of external stores. Each replaces one of the engine's. */
export type External = Partial<Readonly<Record<BackendName, string>>>;

/** Property that names a resource, by resource type. */
export const RESOURCE_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(BACKENDS).flatMap(({ resources }) =>
    resources ? [[resources.type, resources.nameProperty]] : [],
  ),
);
