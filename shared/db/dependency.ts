import { AppError } from '#shared/errors';

const TIMEOUTS = new Set(['TimeoutError', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'RequestTimeout']);

/**
 * A store's or service's failure as our callers see it: which one, and whether it was slow or down. The library's own
 * text stays in `cause`, for the log. An AppError passes unchanged.
 * @param dependency shown to callers, such as `The user store`
 */
export function dependencyError(dependency: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name, code } = error as { name?: string; code?: string };
  return TIMEOUTS.has(name ?? '') || TIMEOUTS.has(code ?? '')
    ? new AppError('dependency_timeout', `${dependency} did not answer in time`, { cause: error })
    : new AppError('dependency_unavailable', `${dependency} is unavailable`, { cause: error });
}

/** Runs one call to a dependency; any error becomes a {@link dependencyError}. */
export async function callDependency<T>(dependency: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw dependencyError(dependency, error);
  }
}
