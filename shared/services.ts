import { keysOf } from './map-values.ts';

/** The services: the port of each under `npm start`, and its prefix behind the gateway's port. */
export const SERVICES = {
  user: { port: 8001, prefix: '/api/users' },
  restaurant: { port: 8002, prefix: '/api/restaurants' },
  order: { port: 8003, prefix: '/api/orders' },
} as const;

export type ServiceName = keyof typeof SERVICES;
export const SERVICE_NAMES = keysOf(SERVICES);

/** `Order service` */
export const serviceTitle = (name: ServiceName): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)} service`;
