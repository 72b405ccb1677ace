import { NEXT_CURSOR_HEADER } from './next-cursor.ts';

/** Headers of every answer, errors included, so that a page of any origin can read it. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': `x-request-id, x-trace-id, x-cache, ${NEXT_CURSOR_HEADER}, x-chaos-hit, retry-after, www-authenticate`,
};

/** Headers of the answer to a preflight request, beside {@link CORS_HEADERS}. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers':
    'authorization, content-type, idempotency-key, x-request-id, x-chaos, x-chaos-key, x-requested-with, traceparent, tracestate, baggage',
  'access-control-max-age': '86400',
};
