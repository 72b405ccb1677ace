import type { ErrorCode } from '#shared/errors';
import { isChaosPath } from '#shared/faults/chaos-key';
import { FAULT_HIT_HEADER } from '#shared/faults/hit-header';
import { NEXT_CURSOR_HEADER } from '#shared/http/next-cursor';
import { REQUEST_ID_PATTERN } from '#shared/http/request-id';
import type { Route } from '#shared/http/route';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { Json } from './schemas.ts';

interface AnswerOf {
  readonly route: Route;
  readonly status: number;
  readonly codes: readonly ErrorCode[];
}

interface AnswerHeader {
  /** Its name among the components. */
  readonly component: string;
  readonly description: string;
  readonly schema: Json;
  on(answer: AnswerOf): boolean;
}

/** Every header of an answer that a client may want. A new one is one line. */
const HEADERS: Readonly<Record<string, AnswerHeader>> = {
  'x-request-id': {
    component: 'RequestId',
    description: 'On every answer: the one the caller sent, if it is plain, else a new one',
    schema: { type: 'string', pattern: REQUEST_ID_PATTERN.source },
    on: () => true,
  },
  [TRACE_ID_HEADER]: {
    component: 'TraceId',
    description: 'Where telemetry is on: the trace that the call is a part of',
    schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
    on: () => true,
  },
  [FAULT_HIT_HEADER]: {
    component: 'ChaosHit',
    description: 'Which injected faults acted on this answer, and where',
    schema: { type: 'string', examples: ['delay@user.handler'] },
    on: ({ route }) => !isChaosPath(route.path),
  },
  'x-cache': {
    component: 'Cache',
    description:
      'Whether the answer came from the cache; `bypass` where Redis did not answer; left out where it is never kept',
    schema: { type: 'string', enum: ['hit', 'miss', 'bypass'] },
    on: ({ route, status }) => route.cached === true && status === 200,
  },
  [NEXT_CURSOR_HEADER]: {
    component: 'NextCursor',
    description: 'On every page but the last: `cursor` of the next page',
    schema: { type: 'string' },
    on: ({ route, status }) => route.paged === true && status === 200,
  },
  'retry-after': {
    component: 'RetryAfter',
    description: 'Seconds to wait before the next try',
    schema: { type: 'integer', minimum: 1 },
    on: ({ codes }) => codes.includes('throttled') || codes.includes('order_in_progress'),
  },
  'www-authenticate': {
    component: 'WwwAuthenticate',
    description: 'How to authenticate',
    schema: { type: 'string', const: 'Bearer' },
    on: ({ status }) => status === 401,
  },
};

/** The headers of one answer, as references. */
export function headersOf(answer: AnswerOf): Json {
  const found = Object.entries(HEADERS).filter(([, header]) => header.on(answer));
  return Object.fromEntries(
    found.map(([name, { component }]) => [name, { $ref: `#/components/headers/${component}` }]),
  );
}

/** The components that {@link headersOf} refers to. @param used the paths of the document, as JSON */
export function headerComponents(used: string): Json {
  return Object.fromEntries(
    Object.values(HEADERS)
      .filter(({ component }) => used.includes(`#/components/headers/${component}"`))
      .map(({ component, description, schema }) => [component, { description, schema }]),
  );
}
