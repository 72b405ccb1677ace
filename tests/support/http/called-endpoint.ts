import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import * as z from 'zod';
import { createServiceTokens, createUserTokens } from '#shared/auth/tokens';
import type { FaultSettings } from '#shared/faults/fault-table';
import { endpoint, type Handle, type Request } from '#shared/http/endpoint';
import { digitsBetween, id, pathId } from '#shared/http/fields';
import { defineRoutes, type Route } from '#shared/http/route';
import type { Shell } from '#shared/http/shell';
import { createLog } from '#shared/telemetry/log';
import { createFaults, parameterWith } from '#tests/support/faults/injected-faults';

export const USERS = createUserTokens('a secret of the tests');
export const SERVICES = createServiceTokens('another secret of the tests');
const line = z.object({ menu_id: id, quantity: z.int().positive() });

export const { routes } = defineRoutes(
  { service: 'order', title: 't', description: 'd', tags: [] },
  {
    open: route({ method: 'GET', path: '/open', auth: 'public' }),
    post: route({
      method: 'POST',
      path: '/post',
      auth: 'bearer',
      status: 201,
      body: z.object({
        items: z.array(line).min(1).max(3),
        ready: z.boolean().optional(),
        password: z.string().min(3).optional(),
      }),
    }),
    form: route({
      method: 'POST',
      path: '/form',
      auth: 'public',
      bodyFormat: 'form',
      body: z.object({ username: z.string().min(1), password: z.string().min(1) }),
    }),
    one: {
      ...route({ method: 'GET', path: '/one', auth: 'public' }),
      path: '/one/{one_id}',
      params: z.object({ one_id: pathId }),
    },
    mine: route({ method: 'GET', path: '/mine', auth: 'user' }),
    owned: route({
      method: 'GET',
      path: '/owned',
      auth: 'owner',
      ownerOf: ({ by }: { readonly by: number }) => by,
      owned: 'parcel',
    }),
    internal: route({ method: 'GET', path: '/internal', auth: 'service' }),
    faulty: route({
      method: 'GET',
      path: '/faulty',
      auth: 'public',
      faults: ['query_delay', 'delay', 'error'],
    }),
    chaos: route({ method: 'GET', path: '/chaos/x', auth: 'public' }),
    rules: route({ method: 'GET', path: '/chaos', auth: 'public' }),
    notChaos: route({ method: 'GET', path: '/chaosx', auth: 'public' }),
    emptied: {
      ...route({ method: 'DELETE', path: '/emptied', auth: 'public', status: 204 }),
      response: z.void(),
    },
    keyed: route({
      method: 'GET',
      path: '/keyed',
      auth: 'public',
      headers: z.object({ 'idempotency-key': z.string().max(9).optional() }),
      query: z.object({ limit: digitsBetween(1, 5).default(2) }),
    }),
  },
);

/** The members of a route that a test sets. */
type Given = Pick<Route, 'method' | 'path' | 'auth'> & Partial<Route>;

function route<const R extends Given>(given: R) {
  const defaults = {
    tag: 't',
    summary: 's',
    description: 'd',
    response: z.unknown(),
    example: { response: {} },
  };
  return { ...defaults, ...given };
}

export function shellWith(
  settings: FaultSettings = {},
  options: Partial<Shell> & { chaosEnabled?: boolean } = {},
): Shell {
  const { chaosEnabled = true, ...rest } = options;
  return {
    log: createLog('order'),
    ...createFaults('user', parameterWith(settings), { enabled: chaosEnabled }),
    verifyUser: USERS.verify,
    verifyService: (token) => SERVICES.verify(token, 'order'),
    ...rest,
  };
}

interface EndpointCall {
  readonly shell?: Shell;
  readonly event?: Partial<APIGatewayProxyEvent>;
  readonly remainingMs?: number;
}

/** Calls a route whose handler returns what it was given, unless the test brings one of its own. */
export async function call<R extends Route>(route: R, given: EndpointCall = {}, handle?: Handle<R>) {
  const echo = async ({ params, query, headers, body, user, token }: Request<R>) =>
    ({ params, query, headers, body, user, token }) as never;
  const handler = endpoint(route, given.shell ?? shellWith(), handle ?? (echo as unknown as Handle<R>));
  const event = {
    headers: {},
    body: null,
    queryStringParameters: null,
    pathParameters: null,
    ...given.event,
  };
  const context = {
    awsRequestId: 'invocation-1',
    getRemainingTimeInMillis: () => given.remainingMs ?? 10_000,
  } as unknown as Context;
  const { statusCode, headers, body } = await handler(event as APIGatewayProxyEvent, context);
  return {
    status: statusCode,
    headers: headers ?? {},
    text: body,
    body: body === '' ? undefined : JSON.parse(body),
  };
}

export const json = (body: unknown, headers: Record<string, string> = {}) => ({
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
/** A key and a value in EUC-KR, as base64. */
export const EUC_KR = Buffer.from('7b2269223a22bcade8ef227d', 'hex').toString('base64');
export const bearer = { Authorization: 'Bearer abc' };
export const good = { items: [{ menu_id: 1, quantity: 2 }] };
