import type { Technology } from '../points/point.ts';

/** A new charge before the payment provider decides on it. */
export interface PaymentCall {
  readonly orderId: number;
  outcome: 'charged' | 'declined';
}

/** What a mode is given of the call it acts on, by seam. */
export interface Calls {
  /** Arguments of the port's method; none for an invocation. */
  readonly call: { readonly args: readonly unknown[] };
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
