import type { Technology } from '../points/point.ts';

/** A new charge before the payment provider decides on it. */
export interface PaymentCall {
  readonly orderId: number;
  outcome: 'charged' | 'declined';
}

/** A call of a port's method. */
export interface PortMethodCall {
  /** The arguments; a change of them reaches the adapter. */
  readonly args: unknown[];
  /** The service's adapters by name, on which no rule acts. */
  readonly adapters: Readonly<Record<string, object>>;
  /** Marks the call as made without a protection, for an adapter that leaves it out itself: see `isUnprotected`. */
  mark(protection: string): void;
}

/** What a mode is given of the call it acts on, by seam. */
export interface Calls {
  /** Call of a port's method; an invocation has no arguments. */
  readonly call: PortMethodCall;
  readonly invocation: { readonly args: readonly unknown[] };
  readonly payment: PaymentCall;
  readonly postgresql: unknown;
  readonly redis: unknown;
  readonly dynamodb: unknown;
  readonly sqs: unknown;
  readonly http: unknown;
  readonly tokens: unknown;
}

/** A client on which no fault acts. */
export const withoutFaults = <Result>(_call: unknown, next: () => Promise<Result>): Promise<Result> => next();

/** Runs one try of a client, on which the modes of its technology act. */
export type ClientSeam<T extends Technology> = <Result>(
  call: Calls[T],
  next: () => Promise<Result>,
) => Promise<Result>;
