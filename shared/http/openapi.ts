import * as z from 'zod';
import { problemsOf } from './openapi/problems.ts';
import { componentsOf, type Json, json, schemaOf } from './openapi/schemas.ts';
import type { Auth, Route, ServiceRoutes } from './route.ts';

const VERSION = '1.0.0';
const NO_CONTENT = 204;

const SECURITY: Readonly<Record<Auth, readonly Json[]>> = {
  public: [],
  bearer: [{ bearer: [] }],
  user: [{ bearer: [] }],
  // the empty one says that a call without a token may pass
  owner: [{ bearer: [] }, {}],
  service: [{ service: [] }],
};

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'What `POST /login` answers' },
  service: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A short-lived token that the order service signs for the restaurant service',
  },
};

const REQUEST_ID_HEADER = {
  description: 'On every answer: the one the caller sent, if it is plain, else a new one',
  schema: { type: 'string', pattern: '^[\\w.-]{1,128}$' },
};

/**
 * The OpenAPI 3.1 document of one service: its route table and schemas in the words of other tools.
 * @param server relative to where the document is served, so that it is right at /, behind a stage and behind the gateway
 */
export function openApi(api: ServiceRoutes, server = '.'): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(api.routes)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(name, route) };
  }
  const used = JSON.stringify(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: api.title,
      version: VERSION,
      description: `${api.description}\n\nSend \`x-request-id\` to find a call again in the logs; every answer repeats it.`,
    },
    servers: [{ url: server }],
    tags: api.tags,
    paths,
    components: {
      schemas: componentsOf(paths),
      headers: { RequestId: REQUEST_ID_HEADER },
      securitySchemes: Object.fromEntries(
        Object.entries(SECURITY_SCHEMES).filter(([name]) => used.includes(`{"${name}":[]}`)),
      ),
    },
  };
}

function operation(name: string, route: Route): Json {
  const { example, status = 200 } = route;
  return {
    operationId: name,
    tags: [route.tag],
    summary: `👉 ${route.summary}`,
    description: route.description,
    ...(route.auth !== 'public' && { security: SECURITY[route.auth] }),
    parameters: parametersOf(route),
    ...(route.body && { requestBody: { required: true, content: bodyOf(route.body, route) } }),
    responses: {
      [status]: {
        description: status === 201 ? 'Created' : 'Success',
        headers: { 'x-request-id': { $ref: '#/components/headers/RequestId' } },
        ...(status !== NO_CONTENT && { content: json(schemaOf(route.response), example.response) }),
      },
      ...problemsOf(route),
    },
  };
}

function bodyOf(body: z.ZodType, { bodyFormat, example }: Route): Json {
  const content = json(schemaOf(body), example.request);
  if (bodyFormat !== 'form') return content;
  const form = content['application/json'];
  return { ...content, 'application/x-www-form-urlencoded': form, 'multipart/form-data': form };
}

function parametersOf(route: Route): Json[] {
  const delay = {
    name: 'delay',
    in: 'query',
    required: false,
    description: 'Milliseconds that this one answer takes longer',
    schema: { type: 'integer', minimum: 0 },
  };
  return [
    ...parametersIn('path', route.params, route.example.response),
    ...parametersIn('query', route.query),
    ...parametersIn('header', route.headers),
    ...(route.faults?.includes('query_delay') ? [delay] : []),
  ];
}

/** @param response where the example of a path parameter is found: `{menu_id}` is its `menu_id` or its `id` */
function parametersIn(
  location: 'path' | 'query' | 'header',
  object?: z.ZodObject,
  response?: unknown,
): Json[] {
  return Object.entries(object?.shape ?? {}).map(([name, schema]) => {
    const values = (response ?? {}) as Json;
    const example = values[name] ?? values.id;
    const absent = z.safeParse(schema, undefined);
    return {
      name,
      in: location,
      required: !absent.success,
      // zod leaves a default out where a transform stands before it
      schema: { ...schemaOf(schema), ...(absent.data !== undefined && { default: absent.data }) },
      ...(example !== undefined && { example }),
    };
  });
}
