import * as z from 'zod';
import { ERROR_DETAILS } from '#shared/error-details';
import { ERRORS, type ErrorCode } from '#shared/errors';
import { isChaosPath } from '#shared/faults/chaos-key';
import { strangersDetail } from '#shared/http/ownership';
import type { Route } from '#shared/http/route';
import { headersOf } from './headers.ts';
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

const VIOLATION = { type: 'missing', loc: ['body'], msg: 'Field required' };

/** Status of the gateway's answer for a function that ended without one. */
const NO_ANSWER = 502;

/** Every way a call can fail, grouped by status. */
export function problemsOf(route: Route): Record<string, Json> {
  const byStatus = Map.groupBy(errorsOf(route), (code) => ERRORS[code].status as number);
  byStatus.set(NO_ANSWER, [...(byStatus.get(NO_ANSWER) ?? []), 'internal']);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, codes]) => [String(status), response(route, status, codes)]),
  );
}

/** Errors of a route: those in the table, those that follow from its members, and those of every route. */
function errorsOf(route: Route): readonly ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      // Every route refuses a query that is not UTF-8, and a body that it does not take.
      'validation_failed',
      'body_too_large',
      ...(route.body ? (['unsupported_charset'] as const) : []),
      ...(route.auth === 'public' ? [] : (['unauthenticated'] as const)),
      ...(isChaosPath(route.path) ? (['forbidden', 'not_found'] as const) : []),
      ...(route.errors ?? []),
      ...(route.faults?.includes('error') ? (['injected_error'] as const) : []),
      'throttled',
      'internal',
      'dependency_unavailable',
      'dependency_timeout',
      'timeout',
    ]),
  ];
}

function response(route: Route, status: number, codes: readonly ErrorCode[]): Json {
  const own = route.failures?.[status];
  const content = json(schemaFor(codes), exampleOf(codes[0] ?? 'internal', route));
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: headersOf({ route, status, codes }),
    content: own ? json({ anyOf: [schemaOf(own), schemaFor(codes)] }) : content,
  };
}

function schemaFor(codes: readonly ErrorCode[]): Json {
  if (!codes.includes('validation_failed')) return schemaOf(Problem);
  const validation = schemaOf(ValidationProblem);
  return codes.length === 1 ? validation : { anyOf: [validation, schemaOf(Problem)] };
}

const exampleOf = (code: ErrorCode, { owned }: Route): Json => ({
  detail: detailOf(code, owned),
  code,
  request_id: REQUEST_ID,
});

function detailOf(code: ErrorCode, owned: string | undefined) {
  if (code === 'validation_failed') return [VIOLATION];
  return code === 'forbidden' && owned !== undefined ? strangersDetail(owned) : ERROR_DETAILS[code];
}
