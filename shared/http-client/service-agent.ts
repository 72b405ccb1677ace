import type { ServiceName } from '#shared/services';

const START = 'food-delivery-';

/** The `user-agent` of calls that a service, or the local engine, makes to a service. */
export const serviceAgent = (caller: ServiceName | 'engine'): string => START + caller;

/** Whether a `user-agent` is that of a service or of the engine, and the caller no client. */
export const isServiceAgent = (userAgent: string): boolean => userAgent.startsWith(START);
