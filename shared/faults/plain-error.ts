import { STATUS_CODES } from 'node:http';
import { ERROR_DETAILS } from '#shared/error-details';

/** The codes of failures that can come from any call. */
const CODES = {
  401: 'unauthenticated',
  413: 'body_too_large',
  415: 'unsupported_charset',
  429: 'throttled',
  500: 'internal',
  502: 'dependency_failed',
  503: 'dependency_unavailable',
  504: 'timeout',
} as const;

/** What an answer with a status says where no fault was injected: as the services say it, or else HTTP. */
export function plainError(status: number): { readonly detail: string; readonly code: string } {
  const code = CODES[status as keyof typeof CODES];
  if (code !== undefined) return { detail: ERROR_DETAILS[code], code };
  const detail = STATUS_CODES[status] ?? (status < 500 ? 'Bad Request' : 'Internal Server Error');
  return { detail, code: detail.toLowerCase().replace(/[^a-z]+/g, '_') };
}
