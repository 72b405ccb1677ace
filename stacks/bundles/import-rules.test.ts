import type { Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { brokenImportRules } from './import-rules.ts';

test.each([
  ['functions/order/domain/place-order.ts', 'functions/order/domain/ports.ts'],
  ['functions/order/domain/place-order.ts', 'shared/errors.ts'],
  ['functions/order/deps.ts', 'functions/order/adapters/dynamo-orders.ts'],
  ['functions/order/adapters/http-menus.ts', 'functions/restaurant/schemas.ts'],
  ['shared/db/redis.ts', 'node_modules/ioredis/built/index.js'],
  ['shared/db/aws-client.ts', 'builtin:node:http'],
])('%s may import %s', (file, path) => {
  expect(brokenImportRules(metafile({ [file]: [path] }))).toEqual([]);
});

test.each([
  ['functions/order/domain/place-order.ts', 'functions/order/deps.ts'],
  ['functions/order/domain/place-order.ts', 'shared/http/route.ts'],
  ['functions/order/domain/place-order.ts', 'node_modules/zod/index.js'],
  ['functions/order/domain/place-order.ts', 'builtin:node:crypto'],
  ['functions/order/adapters/http-menus.ts', 'functions/restaurant/domain/stock.ts'],
  ['shared/http/endpoint.ts', 'functions/user/routes.ts'],
])('%s must not import %s', (file, path) => {
  expect(brokenImportRules(metafile({ [file]: [path] }))).toEqual([`${file} must not import ${path}`]);
});

test.each(['stacks/stage.ts', 'local/engine/engine.ts', 'shared/cli/run.ts', 'tests/stacks/synthesis.ts'])(
  'no bundle contains %s',
  (file) => {
    const broken = brokenImportRules({
      inputs: {},
      outputs: {
        'dist/user/get-user/index.mjs': { ...EMPTY_OUTPUT, inputs: { [file]: { bytesInOutput: 1 } } },
      },
    });

    expect(broken).toEqual([`dist/user/get-user/index.mjs contains ${file}`]);
  },
);

const EMPTY_OUTPUT = { bytes: 0, imports: [], exports: [] };

function metafile(imports: Readonly<Record<string, readonly string[]>>): Metafile {
  const inputs = Object.entries(imports).map(([file, paths]) => [
    file,
    { bytes: 0, imports: paths.map((path) => ({ path, kind: 'import-statement' as const })) },
  ]);
  return { inputs: Object.fromEntries(inputs), outputs: {} };
}
