import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTest, ROOT } from '#tests/support/source-files';
import { forbiddenImports, PLANS } from './floors.ts';
import { IMPORTS } from './imports.ts';

test('no file of local/ or stacks/ imports from its own floor, from above or from what it may not know', () => {
  expect(forbiddenImports(IMPORTS.filter(({ from }) => !isTest(from)))).toEqual([]);
});

test.each(Object.entries(PLANS))('every room of %s/ has one floor', (folder, { floors }) => {
  const rooms = readdirSync(`${ROOT}/${folder}`).filter((name) => !name.endsWith('.test.ts'));

  expect(floors.flat().sort()).toEqual(rooms.sort());
});

test.each([
  ['local/gateway/rest-api.ts', 'local/telemetry/engine-spans.ts'],
  ['local/http/body.ts', 'local/http/boundary.ts'],
  ['local/localstack/compose.ts', 'stacks/parameter-defaults.ts'],
  ['stacks/user-stack.ts', 'functions/user/routes.ts'],
  ['oracle/main.ts', 'tools/main.ts'],
])('%s may import %s', (from, to) => {
  expect(forbiddenImports([{ from, to }])).toEqual([]);
});

test.each([
  ['local/telemetry/receiver.ts', 'local/gateway/rest-api.ts', /gateway is not on a floor below telemetry/],
  [
    'local/gateway/answer.ts',
    'local/path-router/forwarder.ts',
    /path-router is not on a floor below gateway/,
  ],
  ['local/attic/new.ts', 'local/host/log.ts', /attic has no floor/],
  ['local/engine/engine.ts', 'functions/order/deps.ts', /it may import shared\//],
  ['stacks/user-stack.ts', 'local/http/ports.ts', /it may import shared\/, functions\//],
  ['stacks/stage.ts', 'stacks/app.ts', /app\.ts is not on a floor below stage\.ts/],
])('%s must not import %s', (from, to, why) => {
  expect(forbiddenImports([{ from, to }])).toEqual([expect.stringMatching(why)]);
});
