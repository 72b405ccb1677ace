import type { Technology } from './point.ts';

/** An adapter, with what it calls below its retries: `via('dynamodb')(createDynamoOrders(…))`. */
export interface Adapter<Port extends object> {
  readonly port: Port;
  readonly technologies: readonly Technology[];
}

/** Names what an adapter calls, so that the faults of those technologies fit its points. */
export const via =
  (...technologies: readonly Technology[]) =>
  <Port extends object>(port: Port): Adapter<Port> => ({ port, technologies });

export type Adapters = Readonly<Record<string, Adapter<object>>>;

/** The ports that these adapters carry out. */
export type PortsOf<A extends Adapters> = { readonly [Name in keyof A]: A[Name]['port'] };
