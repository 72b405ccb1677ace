import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { OrderEnv } from '#functions/order/env';
import { RestaurantEnv } from '#functions/restaurant/env';
import { UserEnv } from '#functions/user/env';
import { UserError } from '#shared/cli/errors';
import { kebabCase } from '#shared/http/route';
import { createApp } from '#stacks/app';
import { bundlesOf, DEPLOYED_SERVICES, functionsOf } from '#stacks/services';
import {
  emptyBundles,
  type Resource,
  resourcesOf,
  synthesise,
  type Template,
  temporaryFolder,
} from './synthesis.ts';

const STACKS = { user: 'FoodDeliveryUser', restaurant: 'FoodDeliveryRestaurant', order: 'FoodDeliveryOrder' };
const ENV = { user: UserEnv, restaurant: RestaurantEnv, order: OrderEnv } satisfies Record<
  string,
  z.ZodObject
>;

let templates: Record<string, Template>;
beforeAll(() => {
  templates = synthesise('local');
});

describe.each(DEPLOYED_SERVICES)('$api.service', (service) => {
  const { api } = service;
  const template = () => templates[STACKS[api.service]];
  const methods = () => resourcesOf(template(), 'AWS::ApiGateway::Method');
  const functions = () => resourcesOf(template(), 'AWS::Lambda::Function');

  test('has one function per route, consumer and page, and no other', () => {
    const names = functions().map(({ Properties }) => Properties.FunctionName);

    expect(names.sort()).toEqual(
      functionsOf(service)
        .map(({ name }) => `food-delivery-local-${api.service}-${name}`)
        .sort(),
    );
  });

  test.each(Object.entries(api.routes))('%s is a method that calls its own function', (name, route) => {
    const [method, ...others] = methods().filter(
      ({ Properties }) =>
        Properties.HttpMethod === route.method && pathOf(template(), Properties.ResourceId) === route.path,
    );

    expect(others).toEqual([]);
    expect(targetOf(template(), method)).toBe(`food-delivery-local-${api.service}-${kebabCase(name)}`);
  });

  test('answers every other method of every path, and every other path, by not-found', () => {
    const resources = Object.keys(template()?.Resources ?? {}).filter(
      (id) => template()?.Resources[id]?.Type === 'AWS::ApiGateway::Resource',
    );
    const any = methods().filter(({ Properties }) => Properties.HttpMethod === 'ANY');
    const paths = any.map(({ Properties }) => pathOf(template(), Properties.ResourceId));

    expect(any).toHaveLength(resources.length + 1);
    expect(paths).toEqual(expect.arrayContaining(['/', '/{proxy+}', '/health', '/chaos', '/docs']));
    for (const method of any) {
      expect(targetOf(template(), method)).toBe(`food-delivery-local-${api.service}-not-found`);
    }
  });

  test('gives each function the time that its table asks for', () => {
    const timeouts = Object.fromEntries(
      functions().map(({ Properties }) => [Properties.FunctionName, Properties.Timeout]),
    );

    for (const [name, { timeoutSeconds = 10 }] of Object.entries(api.routes)) {
      expect(timeouts[`food-delivery-local-${api.service}-${kebabCase(name)}`]).toBe(timeoutSeconds);
    }
  });

  test('sets every variable that the code requires, in every function that reads them', () => {
    const required = Object.entries(ENV[api.service].shape)
      .filter(([, schema]) => !schema.safeParse(undefined).success)
      .map(([name]) => name);

    for (const { Properties } of functions().filter(isNoPage)) {
      const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables)).toEqual(expect.arrayContaining(required));
    }
  });

  test('has a handler file for every function, and a function for every handler file', () => {
    const folder = join(import.meta.dirname, '..', '..', 'functions', api.service);
    const handlers = readdirSync(folder).filter(
      (file) =>
        file.endsWith('.ts') && /^export const handler\b/m.test(readFileSync(join(folder, file), 'utf8')),
    );

    expect(handlers.map((file) => `functions/${api.service}/${file}`).sort()).toEqual(
      [...new Set(bundlesOf(service).map(({ file }) => file))].sort(),
    );
  });

  test('has an API whose id emulators keep', () => {
    expect(resourcesOf(template(), 'AWS::ApiGateway::RestApi')).toMatchObject([
      {
        Properties: {
          Name: `food-delivery-local-${api.service}`,
          Tags: ['_custom_id_', 'ms-custom-id'].map((Key) => ({ Key, Value: api.service })),
        },
      },
    ]);
  });

  test('answers in the form of all errors where API Gateway itself refuses', () => {
    for (const { Properties } of resourcesOf(template(), 'AWS::ApiGateway::GatewayResponse')) {
      const [text] = Object.values(Properties.ResponseTemplates as Record<string, string>);
      const body: unknown = JSON.parse(text?.replace('$context.error.messageString', '"refused"') ?? '');

      expect(body).toEqual({
        detail: expect.any(String),
        code: expect.any(String),
        request_id: '$context.requestId',
      });
      expect(Properties.ResponseParameters).toMatchObject({
        'gatewayresponse.header.x-request-id': 'context.requestId',
        'gatewayresponse.header.access-control-allow-origin': "'*'",
      });
    }
  });
});

test('recover-order gets batches, and no message is given up by the queue itself', () => {
  const order = templates[STACKS.order];

  expect(resourcesOf(order, 'AWS::Lambda::EventSourceMapping')).toMatchObject([
    {
      Properties: {
        BatchSize: 10,
        MaximumBatchingWindowInSeconds: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
  ]);
  expect(resourcesOf(order, 'AWS::SQS::Queue').map(({ Properties }) => Properties)).toEqual([
    { QueueName: 'food-delivery-local-recovery', VisibilityTimeout: 25, MessageRetentionPeriod: 1_209_600 },
    { QueueName: 'food-delivery-local-recovery-dlq', MessageRetentionPeriod: 1_209_600 },
  ]);
});

test('secrets are parameters that are never shown', () => {
  const hidden = Object.values(templates).flatMap(({ Parameters }) =>
    Object.entries(Parameters).flatMap(([name, { NoEcho }]) => (NoEcho ? [name] : [])),
  );

  expect([...new Set(hidden)].sort()).toEqual([
    'ChaosSealKey',
    'DatabaseUrl',
    'JwtSecret',
    'ServiceTokenSecret',
  ]);
});

test.each([
  [{ stage: 'moon' }, "Unknown stage 'moon': use -c stage=local or -c stage=aws"],
  [{ chaos: 'yes' }, '-c chaos=yes is neither true nor false'],
  [{ keepData: '1' }, '-c keepData=1 is neither true nor false'],
])('the context %o is refused in one sentence', (context, sentence) => {
  expect(() => createApp({ dist: emptyBundles(), context })).toThrow(new UserError(sentence));
});

test('a missing bundle is named, with the way out', () => {
  const create = () => createApp({ dist: temporaryFolder() });

  expect(create).toThrow(/user\/sign-up.*npm run build/);
});

function isNoPage({ Properties }: Resource): boolean {
  return !/-(docs|not-found)$/.test(String(Properties.FunctionName));
}

/** The whole path of an API's resource. */
function pathOf(template: Template | undefined, reference: unknown): string {
  const { Ref: id } = reference as { Ref?: string };
  const properties = id === undefined ? undefined : template?.Resources[id]?.Properties;
  if (!properties) return '/';
  return `${pathOf(template, properties.ParentId).replace(/\/$/, '')}/${properties.PathPart}`;
}

/** The name of the function that a method calls. */
function targetOf(template: Template | undefined, method: Resource | undefined): unknown {
  const [, id] = /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(JSON.stringify(method?.Properties.Integration)) ?? [];
  return id === undefined ? undefined : template?.Resources[id]?.Properties.FunctionName;
}
