import type { ErrorCode } from './errors.ts';

/** The usual text of an error, without its particulars. */
export const ERROR_DETAILS: Readonly<Record<Exclude<ErrorCode, 'validation_failed'>, string>> = {
  out_of_stock: 'Not enough inventory',
  already_registered: 'Username already registered',
  already_cancelled: 'Order is already cancelled',
  not_cancellable: 'Cannot cancel order in current status',
  unauthenticated: 'Not authenticated',
  forbidden: 'Fault switches need the key, in x-chaos-key',
  not_found: 'Not found',
  method_not_allowed: 'Method Not Allowed',
  order_in_progress: 'Order in progress',
  reservation_released: 'Reservation already released',
  body_too_large: 'Request body is too large',
  unsupported_charset: 'The charset of the body must be utf-8',
  idempotency_key_reused: 'Idempotency-Key was used with another body',
  throttled: 'Too many requests',
  injected_error: 'Injected error',
  internal: 'Internal error',
  dependency_failed: 'A service this one needs has failed',
  dependency_unavailable: 'A service this one needs is not available',
  dependency_timeout: 'A service this one needs did not answer in time',
  order_undecided: 'The outcome is not known yet; the order will be settled',
  timeout: 'The call took too long',
};
