export type PortName = 'user' | 'restaurant' | 'order' | 'gateway' | 'engine';

interface Port {
  readonly number: number;
  readonly purpose: string;
  readonly variable: string;
  /** Closed to the web pages of others; the API under test is open to them. */
  readonly guarded: boolean;
}

export const PORTS: Readonly<Record<PortName, Port>> = {
  user: { number: 8001, purpose: 'user service', variable: 'USER_PORT', guarded: false },
  restaurant: { number: 8002, purpose: 'restaurant service', variable: 'RESTAURANT_PORT', guarded: false },
  order: { number: 8003, purpose: 'order service', variable: 'ORDER_PORT', guarded: false },
  gateway: { number: 8080, purpose: 'gateway', variable: 'GATEWAY_PORT', guarded: false },
  engine: { number: 8004, purpose: 'engine', variable: 'ENGINE_PORT', guarded: true },
};
export const PORT_NAMES = [
  'user',
  'restaurant',
  'order',
  'gateway',
  'engine',
] as const satisfies readonly PortName[];
