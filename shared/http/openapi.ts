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

/** Means that a call without a token may pass. */
const NO_TOKEN = {};

const SECURITY: Readonly<Record<Auth, readonly Json[]>> = {
  public: [],
  bearer: USER_TOKEN,
  user: USER_TOKEN,
  owner: [...USER_TOKEN, NO_TOKEN],
  service: [{ service: [] }],
};

/** What a route that is public elsewhere requires on the stage `aws`. */
const ON_AWS: Readonly<Partial<Record<Auth, string>>> = {
  owner: "On the stage `aws` it takes the owner's token only; on other stages everyone may call it.",
  service:
    'On the stage `aws` it takes a service token only, of the order service or of an operator who has the key; on other stages everyone may call it.',
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
    description:
      'A short-lived token that the order service, or an operator who has the key, signs for the restaurant service',
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
    description: descriptionOf(route),
    ...(route.auth !== 'public' && { security: securityOf(route) }),
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

const descriptionOf = ({ description, auth, publicWhereAnonymous }: Route): string =>
  [description, publicWhereAnonymous && ON_AWS[auth]].filter(Boolean).join(' ');

function securityOf({ auth, publicWhereAnonymous }: Route): readonly Json[] {
  const security = SECURITY[auth];
  return publicWhereAnonymous && !security.includes(NO_TOKEN) ? [...security, NO_TOKEN] : security;
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
  examples: Readonly<Record<string, number | string>> = {},
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
