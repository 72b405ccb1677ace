import { beforeAll, describe, expect, inject, test } from 'vitest';
import { isChaosPath } from '#shared/faults/chaos-key';
import type { Route } from '#shared/http/route';
import { inParallel } from '#shared/in-parallel';
import { DEPLOYED_SERVICES } from '#stacks/services';
import { createApi, send, type TestUser, uniqueName } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
const routes = DEPLOYED_SERVICES.flatMap(({ api: { service, routes } }) =>
  Object.entries(routes).map(([name, route]) => ({ service, name, route: route as Route })),
);

/** Values as JSON text, since JavaScript cannot represent some of them. */
const JSON_VALUES = [
  'null',
  'true',
  '""',
  '"x"',
  '[]',
  '{}',
  '[[]]',
  '-0',
  '-1',
  '0.1',
  '1e400',
  '-1e400',
  '1e21',
  '9007199254740993',
  '99999999999999999999',
  '2147483648',
  '"9007199254740993"',
  '"٣"',
  '"1e400"',
  '"NaN"',
  'NaN',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\ufffd"',
  '"\ufffd"',
  '"\\u202e"',
  '"\\u3164"',
  `"${'🍜'.repeat(500)}"`,
  `"${'a'.repeat(5_000)}"`,
  `"${' '.repeat(5_000)}x"`,
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  '{"__proto__":{"a":1}}',
  '{"a":1,"a":2}',
].map((text) => [text.slice(0, 30), text] as const);
const URL_VALUES = [
  '-0',
  '+1',
  '1.5',
  '1e400',
  '0x10',
  '9007199254740993',
  '99999999999999999999',
  '%D9%A3',
  '%00',
  '1%00',
  '%B1%E8',
  '%zz',
  '%2F',
  '..',
  '%20',
  'null',
  '9'.repeat(2_000),
  '%F0%9F%8D%9C',
  '-9223372036854775809',
];
const HEADER_VALUES = ['', ' ', 'x'.repeat(256), '\u00e9', '"', '한'.normalize(), 'a, b'].map((text) =>
  Buffer.from(text).toString('latin1'),
);

let user: TestUser;
beforeAll(async () => {
  user = await api.newUser();
});

const pathOf = (route: Route, value = '1'): string => route.path.replace(/\{\w+\}/, value);
const tokenOf = (route: Route): string | undefined =>
  route.auth === 'user' || route.auth === 'bearer' ? user.token : undefined;

/** Each place of an example that a value can be put into, the whole of it first. */
function places(example: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof example !== 'object' || example === null) return [path];
  return [path, ...Object.entries(example).flatMap(([key, value]) => places(value, [...path, key]))];
}

/** The example as JSON, with `text` put where `path` leads. */
function withText(example: unknown, path: readonly (string | number)[], text: string): string {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  const members = Object.entries(example as object).map(([name, value]) => {
    const json = name === String(key) ? withText(value, rest, text) : JSON.stringify(value);
    return Array.isArray(example) ? json : `${JSON.stringify(name)}:${json}`;
  });
  return Array.isArray(example) ? `[${members.join()}]` : `{${members.join()}}`;
}

interface Case {
  readonly what: string;
  /** Whether the body is what varies. Setting a switch is left to these: each call takes a poll interval. */
  readonly isBody?: boolean;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

function casesOf(route: Route): Case[] {
  const { example, params, query, headers, faults = [] } = route;
  const valid = route.body && JSON.stringify(fresh(example.request));
  const path = pathOf(route);
  const bodies = route.body
    ? places(example.request).flatMap((place) =>
        JSON_VALUES.map(([what, text]) => ({
          what: `${place.join('.')} = ${what}`,
          path,
          body: withText(fresh(example.request), place, text),
          isBody: true,
        })),
      )
    : [];
  const paths = params ? URL_VALUES.map((value) => ({ what: value, path: pathOf(route, value) })) : [];
  const queries = [
    ...Object.keys(query?.shape ?? {}),
    'other',
    ...(faults.includes('query_delay') ? ['delay'] : []),
  ]
    .flatMap((name) => ['', ...URL_VALUES].map((value) => `${name}=${value}`))
    .map((text) => ({ what: text, path: `${path}?${text}` }));
  const named = ['content-type', 'authorization', ...Object.keys(headers?.shape ?? {})].flatMap((name) =>
    HEADER_VALUES.map((value) => ({ what: `${name}: ${value}`, path, headers: { [name]: value } })),
  );
  return [...bodies, ...paths, ...queries, ...named].map((each) => ({
    ...(valid && { body: valid }),
    ...each,
  }));
}

/** A name that is not taken, so that sign-up is more than a refusal. */
function fresh(example: unknown): unknown {
  if (typeof example !== 'object' || example === null || !('email' in example)) return example;
  const username = uniqueName();
  return { ...example, username, email: `${username}@example.com` };
}

describe('no input alone is a 5xx', () => {
  test.each(routes)('$service $name', { timeout: 120_000 * target.slowness }, async ({ service, route }) => {
    const isSwitch = isChaosPath(route.path) && route.body !== undefined;
    const cases = casesOf(route).filter(({ what, isBody }) => !isDelay(what) && (isBody || !isSwitch));
    // a switch that two callers set at once is a 503 to one of them
    const answers = await inParallel(isSwitch ? 1 : 8, cases.length, (i) => {
      const { path, body, headers } = cases[i] as Case;
      return send(route.method, api.urls[service] + path, {
        ...(body !== undefined && { body }),
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        token: headers?.authorization === undefined ? tokenOf(route) : undefined,
      });
    });

    if (isSwitch) await api.calm();

    const failed = answers.flatMap(({ status, text }, i) =>
      status >= 500 || status === 0 ? [`${cases[i]?.what}: ${status} ${text.slice(0, 100)}`] : [],
    );
    expect(failed).toEqual([]);
    // a refusal names the error, in the usual form
    for (const { status, body } of answers.filter(({ status }) => status >= 400)) {
      expect(body, String(status)).toMatchObject({
        code: expect.any(String),
        request_id: expect.any(String),
      });
    }
  });
});

/** Valid delays that are longer than a call may take. */
const isDelay = (what: string): boolean => /^delay=\d{4,}$/.test(what);
