import { expect, test } from 'vitest';
import { mapValues } from '#shared/map-values';
import { BACKENDS } from '../services/backends.ts';
import { storesStatus } from './stores-status.ts';

test('returns the addresses of the stores without passwords or other variables of functions', () => {
  const variables: Record<string, Record<string, string>> = {
    restaurant: {
      DATABASE_URL: 'postgresql://food:secret@127.0.0.1:5432/food',
      SERVICE_TOKEN_SECRET: 'secret',
    },
    order: {
      REDIS_URL: 'redis://:secret@127.0.0.1:6379',
      ORDERS_TABLE: 'orders',
      JWT_SECRET: 'secret',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.7.7.7:6667',
    },
  };

  const status = storesStatus((service) => variables[service] ?? {}, {
    ...mapValues(BACKENDS, () => 'http://127.0.0.1:9000'),
    postgres: 'postgresql://food:secret@127.0.0.1:5432/food',
    redis: 'redis://:secret@127.0.0.1:6379',
    dynamodb: 'http://127.0.0.1:8000',
  });

  expect(status).toMatchObject({
    DATABASE_URL: 'postgresql://food@127.0.0.1:5432/food',
    REDIS_URL: 'redis://127.0.0.1:6379',
    ORDERS_TABLE: 'orders',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
  });
  expect(JSON.stringify(status)).not.toContain('secret');
});
