import { expect, test } from 'vitest';
import * as z from 'zod';
import { digitsBetween } from './fields.ts';
import { openApi } from './openapi.ts';
import { defineRoutes, type Route } from './route.ts';

const Parcel = z.object({ weight_grams: z.int() }).meta({ id: 'TestParcel' });
z.object({ weight_grams: z.int() }).meta({ id: 'TestUnused' });

const route = {
  method: 'GET',
  path: '/parcels',
  tag: '📦 Parcels',
  summary: 'List parcels',
  description: 'All of them',
  auth: 'public',
  response: z.array(Parcel),
  example: { response: [{ weight_grams: 1 }] },
} as const satisfies Route;

function documentOf(overrides: Partial<Route>): Operation {
  const document = openApi(
    defineRoutes(
      { service: 'order', title: 'Parcels', description: '', tags: [{ name: route.tag, description: '' }] },
      { test: { ...route, ...overrides } as Route },
    ),
  ) as unknown as Document;
  const operation = Object.values(Object.values(document.paths)[0] ?? {})[0];
  if (!operation) throw new Error('No operation');
  return { ...operation, document };
}

test('an operation is called as its route, and its summary stands out', () => {
  const operation = documentOf({});

  expect(operation).toMatchObject({ operationId: 'test', summary: '👉 List parcels', tags: ['📦 Parcels'] });
  expect(operation.document.servers).toEqual([{ url: '.' }]);
});

test('an answer without a body has no content', () => {
  const { responses } = documentOf({ method: 'DELETE', status: 204, response: z.void() });

  expect(responses['204']).not.toHaveProperty('content');
});

test('named schemas are references, and only those in use are listed', () => {
  const { responses, document } = documentOf({});

  expect(responses['200']?.content['application/json']).toEqual({
    schema: { type: 'array', items: { $ref: '#/components/schemas/TestParcel' } },
    example: [{ weight_grams: 1 }],
  });
  expect(Object.keys(document.components.schemas)).toEqual([
    'Problem',
    'TestParcel',
    'ValidationProblem',
    'Violation',
  ]);
});

test('errors with the same status share an answer', () => {
  const { responses } = documentOf({ errors: ['out_of_stock', 'already_cancelled', 'not_found'] });

  expect(Object.keys(responses)).toEqual([
    '200',
    '400',
    '404',
    '413',
    '422',
    '429',
    '500',
    '502',
    '503',
    '504',
  ]);
  expect(responses['400']?.description).toBe('`out_of_stock`, `already_cancelled`');
});

test('a route with input can refuse it, field by field', () => {
  const { responses } = documentOf({ body: Parcel, errors: ['idempotency_key_reused'] });

  expect(responses['422']?.content['application/json']).toMatchObject({
    schema: {
      anyOf: [{ $ref: '#/components/schemas/ValidationProblem' }, { $ref: '#/components/schemas/Problem' }],
    },
    example: { detail: [{ loc: ['body'] }], code: 'validation_failed' },
  });
});

test('an answer says which headers it has', () => {
  const { responses } = documentOf({
    auth: 'user',
    cached: true,
    errors: ['order_in_progress'],
    failures: { 503: Parcel },
  });
  const headersOf = (status: string) => Object.keys(responses[status]?.headers ?? {});

  expect(headersOf('200')).toEqual(['x-request-id', 'x-trace-id', 'x-chaos-hit', 'x-cache']);
  expect(headersOf('401')).toContain('www-authenticate');
  expect(headersOf('429')).toContain('retry-after');
  expect(headersOf('409')).toContain('retry-after');
  expect(headersOf('500')).toEqual(['x-request-id', 'x-trace-id', 'x-chaos-hit']);
  expect(responses['503']?.content['application/json']).toMatchObject({
    schema: {
      anyOf: [{ $ref: '#/components/schemas/TestParcel' }, { $ref: '#/components/schemas/Problem' }],
    },
  });
});

test('users log in where the document says, or paste a token', () => {
  const { document } = documentOf({ auth: 'bearer' });

  expect(document.components.securitySchemes).toMatchObject({
    password: { type: 'oauth2', flows: { password: { tokenUrl: 'login' } } },
    bearer: { type: 'http' },
  });
});

test.each([
  ['service', [{ service: [] }, {}], /^All of them\. On the stage `aws` it takes a service token only/],
  [
    'owner',
    [{ password: [] }, { bearer: [] }, {}],
    /^All of them\. On the stage `aws` it takes the owner's token/,
  ],
] as const)(
  'a route with auth %s that is public elsewhere says which stage wants a token',
  (auth, security, text) => {
    const owner = auth === 'owner' ? { ownerOf: () => 1, owned: 'parcel' } : {};
    const operation = documentOf({
      ...({ auth, ...owner } as Partial<Route>),
      publicWhereAnonymous: true,
      description: 'All of them.',
      errors: ['forbidden'],
    });

    expect(operation.security).toEqual(security);
    expect(operation.description).toMatch(text);
    expect(Object.keys(operation.responses)).toContain('401');
    expect(operation.responses['403']?.content['application/json']).toMatchObject({
      example: {
        detail: auth === 'owner' ? 'This is not your parcel' : expect.stringContaining('x-chaos-key'),
      },
    });
  },
);

test('a form is offered beside JSON', () => {
  const { requestBody } = documentOf({ method: 'POST', body: Parcel, bodyFormat: 'form' });

  expect(Object.keys(requestBody.content)).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]);
});

test('parameters say where they stand, whether they must, and an example', () => {
  const { parameters } = documentOf({
    path: '/parcels/{parcel_id}',
    params: z.object({ parcel_id: z.string().transform(Number).meta({ type: 'integer' }) }),
    query: z.object({ limit: digitsBetween(1, 100).default(20) }),
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    faults: ['query_delay'],
    example: { params: { parcel_id: 7 }, response: {} },
  });

  expect(parameters).toMatchObject([
    { name: 'parcel_id', in: 'path', required: true, schema: { type: 'integer' }, example: 7 },
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', default: 20 } },
    { name: 'idempotency-key', in: 'header', required: false },
    { name: 'delay', in: 'query', required: false },
  ]);
});

test.each([
  ['public', undefined, []],
  ['user', [{ password: [] }, { bearer: [] }], ['password', 'bearer']],
  ['owner', [{ password: [] }, { bearer: [] }, {}], ['password', 'bearer']],
  ['service', [{ service: [] }], ['service']],
] as const)('auth %s asks for its token', (auth, security, schemes) => {
  const operation = documentOf({ auth });

  expect(operation.security).toEqual(security);
  expect(Object.keys(operation.document.components.securitySchemes)).toEqual(schemes);
});

interface Content {
  readonly content: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly description?: string;
  readonly security?: unknown;
  readonly parameters: unknown;
  readonly requestBody: Content;
  readonly responses: Readonly<
    Record<string, Content & { readonly description: string; readonly headers: object }>
  >;
  readonly document: Document;
}

interface Document {
  readonly servers: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object; readonly securitySchemes: object };
}
