import * as z from 'zod';
import { ERRORS, type ErrorCode } from '#shared/errors';
import type { Route } from '#shared/http/route';
import { type Json, json, schemaOf } from './schemas.ts';

const requestId = z.string().meta({ description: 'The same as in the header `x-request-id`' });

export const Problem = z
  .object({
    detail: z.string(),
    code: z.enum(Object.keys(ERRORS) as ErrorCode[]),
    request_id: requestId,
    order_id: z.int().optional().meta({ description: 'Where an order exists already' }),
  })
  .meta({ id: 'Problem' });

const Violation = z
  .object({
    type: z.string(),
    loc: z.array(z.union([z.string(), z.int()])),
    msg: z.string(),
    input: z.unknown().optional().meta({ description: 'What was sent; never a password' }),
  })
  .meta({ id: 'Violation' });

export const ValidationProblem = z
  .object({ detail: z.array(Violation), code: z.literal('validation_failed'), request_id: requestId })
  .meta({ id: 'ValidationProblem' });

const REQUEST_ID = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** Examples of what `detail` says. */
const DETAILS: Readonly<Record<Exclude<ErrorCode, 'validation_failed'>, string>> = {
  out_of_stock: 'Not enough inventory',
  already_registered: 'Username already registered',
  already_cancelled: 'Order is already cancelled',
  not_cancellable: 'Cannot cancel order in current status',
  unauthenticated: 'Not authenticated',
  forbidden: 'Not your order',
  not_found: 'Not found',
  method_not_allowed: 'Method Not Allowed',
  order_in_progress: 'Order in progress',
  reservation_released: 'Reservation already released',
  body_too_large: 'Request body is too large',
  unsupported_charset: 'The charset of the body must be utf-8',
  idempotency_key_reused: 'Idempotency-Key was used with another body',
  injected_error: 'Injected error',
  internal: 'Internal error',
  dependency_failed: 'A service this one needs has failed',
  dependency_unavailable: 'A service this one needs is not available',
  dependency_timeout: 'A service this one needs did not answer in time',
  timeout: 'The call took too long',
};

const VIOLATION = { type: 'missing', loc: ['body'], msg: 'Field required' };

/** Every way a call can fail, grouped by status. */
export function problemsOf(route: Route): Record<string, Json> {
  const byStatus = Map.groupBy(errorsOf(route), (code) => ERRORS[code].status);
  const responses = [...byStatus].map(
    ([status, codes]) => [String(status), response(status, codes)] as const,
  );
  return Object.fromEntries(responses);
}

/** Those that the table names, and those that follow from what the route is. */
function errorsOf(route: Route): readonly ErrorCode[] {
  const hasInput = route.params ?? route.query ?? route.headers ?? route.body;
  return [
    ...new Set<ErrorCode>([
      ...(hasInput ? (['validation_failed'] as const) : []),
      ...(route.body ? (['body_too_large', 'unsupported_charset'] as const) : []),
      ...(route.auth === 'public' ? [] : (['unauthenticated'] as const)),
      ...(route.errors ?? []),
      ...(route.faults?.includes('error') ? (['injected_error'] as const) : []),
      'internal',
      'timeout',
    ]),
  ];
}

function response(status: number, codes: readonly ErrorCode[]): Json {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      'x-request-id': { $ref: '#/components/headers/RequestId' },
      ...(status === 401 && { 'www-authenticate': { schema: { type: 'string', const: 'Bearer' } } }),
    },
    content: json(schemaFor(codes), exampleOf(codes[0] ?? 'internal')),
  };
}

function schemaFor(codes: readonly ErrorCode[]): Json {
  if (!codes.includes('validation_failed')) return schemaOf(Problem);
  const validation = schemaOf(ValidationProblem);
  return codes.length === 1 ? validation : { anyOf: [validation, schemaOf(Problem)] };
}

const exampleOf = (code: ErrorCode): Json => ({
  detail: code === 'validation_failed' ? [VIOLATION] : DETAILS[code],
  code,
  request_id: REQUEST_ID,
});
