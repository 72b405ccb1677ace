import { globSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { invoke } from '#local/cli/invoke';
import type { Engine } from '#local/engine/engine';
import { sharedEngine } from './own-engine.ts';
import { bad, EVENTS, eventVariables, FUNCTIONS, good, hasBad, run } from './sample-events.ts';

const REFUSALS = [400, 401, 403, 404, 405, 422];

interface ProxyAnswer {
  readonly statusCode: number;
  readonly body: string;
}

const engineOf = sharedEngine();
let engine: Engine;
let variables: Record<string, string>;
beforeAll(async () => {
  engine = engineOf();
  variables = await eventVariables(engine);
});

const answerTo = async (name: string, file: string) =>
  (await run(engine, name, file, variables)) as ProxyAnswer;

test('there is no event without a function', () => {
  const files = globSync('*/*.json', { cwd: EVENTS }).map((file) => file.replace(/(\.bad)?\.json$/, ''));

  expect([...new Set(files)].sort()).toEqual(FUNCTIONS.toSorted());
});

test.each(FUNCTIONS)('%s takes its event', async (name) => {
  const answer = await answerTo(name, good(name));

  if (name === 'order/recover-order') expect(answer).toEqual({ batchItemFailures: [] });
  else expect([200, 201, 204], answer.body).toContain(answer.statusCode);
});

test.each(FUNCTIONS.filter(hasBad))('%s refuses its bad event', async (name) => {
  const answer = await answerTo(name, bad(name));

  // a malformed message becomes a dead letter and is not redelivered
  if (name === 'order/recover-order') expect(answer).toEqual({ batchItemFailures: [] });
  else {
    expect(REFUSALS, answer.body).toContain(answer.statusCode);
    expect(JSON.parse(answer.body)).toMatchObject({ code: expect.any(String) });
  }
});

test('npm run invoke takes an event with the variables it needs, and says which is missing', async () => {
  const call = { name: 'order/place-order', file: good('order/place-order') };

  expect(await invoke(variables, call)).toBe(0);
  await expect(invoke({ ENGINE_PORT: variables.ENGINE_PORT }, call)).rejects.toThrow(
    /place-order\.json needs TOKEN/,
  );
});
