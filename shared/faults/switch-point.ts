/** Where a documented switch acts. */
export type SwitchPoint = 'user.handler' | 'restaurant.handler' | typeof DECLINE_POINT;

/** The payment provider decides here whether it declines. */
export const DECLINE_POINT = 'order.payments.charge';

export type ServiceOf<P extends string> = P extends `${infer Service}.${string}` ? Service : never;

/** The service that a point belongs to. */
export const serviceOf = <P extends SwitchPoint>(point: P): ServiceOf<P> =>
  point.split('.')[0] as ServiceOf<P>;
