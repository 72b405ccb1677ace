import * as z from 'zod';
import { DelayQuery } from './fields.ts';
import { headerComponents, headersOf } from './openapi/headers.ts';
import { problemsOf } from './openapi/problems.ts';
import { componentsOf, type Json, json, schemaOf } from './openapi/schemas.ts';
import type { Auth, Route, ServiceRoutes } from './route.ts';

const VERSION = '1.0.0';
const NO_CONTENT = 204;

/** Ways to log in: user name and password, or an existing token. */
const USER_TOKEN = [{ password: [] }, { bearer: [] }];

const SECURITY: Readonly<Record<Auth, readonly Json[]>> = {
  public: [],
  bearer: USER_TOKEN,
  user: USER_TOKEN,
  // The empty entry means that a call without a token may pass.
  owner: [...USER_TOKEN, {}],
  service: [{ service: [] }],
};

const securitySchemes = (tokenUrl: string): Readonly<Record<string, Json>> => ({
  password: {
    type: 'oauth2',
    description: 'User name and password of `POST /signup`; nothing else needs to be filled in',
    flows: { password: { tokenUrl, scopes: {} } },
  },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'What `POST /login` answers' },
  service: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A short-lived token that the order service signs for the restaurant service',
  },
});

export interface Addresses {
  /** Address relative to the document, so that it is right at /, behind a stage and behind the gateway. @default . */
  readonly server?: string;
  /** Address of `POST /login`. @default login, beside the document */
  readonly tokenUrl?: string;
}

/** Makes the OpenAPI 3.1 document of one service from its route table and schemas. */
export function openApi(api: ServiceRoutes, { server = '.', tokenUrl = 'login' }: Addresses = {}): Json {
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
      headers: headerComponents(used),
      securitySchemes: Object.fromEntries(
        Object.entries(securitySchemes(tokenUrl)).filter(([name]) => used.includes(`{"${name}":[]}`)),
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
        headers: headersOf({ route, status, codes: [] }),
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
  return [
    ...parametersIn('path', route.params, route.example.params),
    ...parametersIn('query', route.query),
    ...parametersIn('header', route.headers),
    ...(route.faults?.includes('query_delay') ? parametersIn('query', DelayQuery) : []),
  ];
}

/** @param examples by the name of the parameter */
function parametersIn(
  location: 'path' | 'query' | 'header',
  object?: z.ZodObject,
  examples: Readonly<Record<string, number>> = {},
): Json[] {
  return Object.entries(object?.shape ?? {}).map(([name, schema]) => {
    const example = examples[name];
    const absent = z.safeParse(schema, undefined);
    return {
      name,
      in: location,
      required: !absent.success,
      // Zod leaves a default out where a transform precedes it.
      schema: { ...schemaOf(schema), ...(absent.data !== undefined && { default: absent.data }) },
      ...(example !== undefined && { example }),
    };
  });
}
