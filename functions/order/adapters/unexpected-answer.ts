import { AppError } from '#shared/errors';
import type { ServiceName } from '#shared/services';

/** The error for an answer that is not in the contract of the service. */
export const unexpectedAnswer = (service: ServiceName): AppError =>
  new AppError('dependency_failed', `The ${service} service failed`);
