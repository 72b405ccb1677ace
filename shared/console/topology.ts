import { SERVICE_NAMES } from '#shared/services';

/** What the console draws, by id. */
export const NODES = [
  'gateway',
  ...SERVICE_NAMES,
  'users',
  'orders',
  'payments',
  'provider',
  'queue',
  'redis',
  'postgresql',
] as const;
export type NodeId = (typeof NODES)[number];

/** Every call between two parts of the system, `<caller>-<called>`. */
export const EDGES = [
  'gateway-user',
  'gateway-order',
  'gateway-restaurant',
  'order-user',
  'order-restaurant',
  'user-users',
  'order-orders',
  'order-payments',
  'order-provider',
  'order-queue',
  'queue-order',
  'order-redis',
  'restaurant-redis',
  'restaurant-postgresql',
] as const satisfies readonly `${NodeId}-${NodeId}`[];
export type EdgeId = (typeof EDGES)[number];

export const isEdge = (text: string): text is EdgeId => (EDGES as readonly string[]).includes(text);
