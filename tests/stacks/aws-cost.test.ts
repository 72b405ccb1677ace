import { beforeAll, expect, test } from 'vitest';
import { PRICES } from '#scenarios/cost/prices';
import { INDEXES } from '#scenarios/cost/used-by-order';
import { AWS_MEMORY_MIB } from '#stacks/aws-sizes';
import { type Resource, resourcesOf, SYNTHESIS_MS, synthesise, type Template } from './synthesis.ts';

let templates: Record<string, Template>;
beforeAll(() => {
  templates = synthesise('aws');
}, SYNTHESIS_MS);

const all = (type: string): Resource[] =>
  Object.values(templates).flatMap((template) => resourcesOf(template, type));

test('what the estimate of a scenario prices is what is deployed', () => {
  const services = all('AWS::Lambda::Function').filter(
    ({ Properties: { Runtime } }) => Runtime !== undefined,
  );
  expect(new Set(services.map(({ Properties: { Architectures } }) => String(Architectures)))).toEqual(
    new Set(['arm64']),
  );
  expect(new Set(services.map(({ Properties: { MemorySize } }) => MemorySize))).toEqual(
    new Set([AWS_MEMORY_MIB]),
  );
  expect(all('AWS::ApiGateway::RestApi').length).toBeGreaterThan(0);
  expect(all('AWS::ApiGatewayV2::Api')).toEqual([]);
  expect(Object.values(PRICES).map(({ service }) => service)).toContain('API Gateway (REST)');
  for (const { Properties } of all('AWS::SQS::Queue')) expect(Properties).not.toHaveProperty('FifoQueue');
  for (const { Properties } of all('AWS::DynamoDB::Table'))
    expect(Properties).toMatchObject({ BillingMode: 'PAY_PER_REQUEST' });
  const indexed = all('AWS::DynamoDB::Table').flatMap(({ Properties: { GlobalSecondaryIndexes } }) =>
    Array.isArray(GlobalSecondaryIndexes) ? [GlobalSecondaryIndexes.length] : [],
  );
  expect(indexed).toEqual(Object.values(INDEXES));
});
