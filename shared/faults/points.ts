/** A place where a fault can act: the whole of an invocation, or one call of a port as `<service>.<port>.<method>`. */
export type Point =
  | 'user.handler'
  | 'restaurant.handler'
  | 'order.handler'
  | 'order.consumer'
  | PortPoint
  | typeof DECLINE_POINT;

/** The payment provider draws here whether it declines. */
export const DECLINE_POINT = 'order.payments.charge';

/** Calls that can be slow or fail: `functions/<service>/deps.ts` passes `faults.at(…)` to the adapter. */
export const PORT_POINTS = ['restaurant.redis.run', 'order.redis.run'] as const;
export type PortPoint = (typeof PORT_POINTS)[number];

export type ServiceOf<P extends string> = P extends `${infer Service}.${string}` ? Service : never;

/** The service that a point belongs to. */
export const serviceOf = <P extends Point>(point: P): ServiceOf<P> => point.split('.')[0] as ServiceOf<P>;
