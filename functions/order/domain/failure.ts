import { AppError, type AppErrorOptions } from '#shared/errors';

/**
 * The failure of a dependency, after which the effect of a call is unknown.
 * @throws the error itself where it is none: a bug must not pass for a fault
 */
export function dependencyFailure(error: unknown): AppError {
  if (error instanceof AppError && error.code.startsWith('dependency_')) return error;
  throw error;
}

/** What a caller is told while nobody knows; recovery settles it. */
export function undecided(orderId: number, cause: unknown): AppError {
  const options: AppErrorOptions = { cause, extra: { order_id: orderId } };
  return new AppError(
    'dependency_timeout',
    'The outcome is not known yet; the order will be settled',
    options,
  );
}
