import { AppError } from '#shared/errors';

/**
 * The token of an `Authorization: Bearer …` header, or undefined without one.
 * @throws AppError `unauthenticated` for another scheme or an empty token
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw notAuthenticated();
  return token;
}

export function notAuthenticated(): AppError {
  return new AppError('unauthenticated', 'Not authenticated');
}
