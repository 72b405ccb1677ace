import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawDrill } from '#drills/draw';
import { type OwnSystem, startOwnSystem } from '#lab/own-system';
import { runScript } from '#tests/support/programs/run-script';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';

const folder = mkdtempSync(join(tmpdir(), 'food-delivery-drill-'));
const SEED = 1;
const { name, remedy } = drawDrill(1, SEED, 90).drill;
let system: OwnSystem;
beforeAll(async () => {
  system = await startOwnSystem({ dynamodb: DYNAMODB });
});
afterAll(async () => {
  if (existsSync(join(folder, 'drill.json'))) await drill('reveal');
  await system?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const drill = (...words: string[]) =>
  runScript('drills/main.ts', words, {
    LOCAL_DATA_DIR: folder,
    ENGINE_PORT: new URL(system.urls.engine ?? '').port,
  });

test('no drill is under way, and fix says nothing else', async () => {
  expect(await drill('fix')).toMatchObject({
    exitCode: 2,
    stderr: 'error: no drill is under way; npm run drill -- start begins one\n',
  });
});

test('a drill keeps scenarios from its system, and gives its solution though the engine is gone', async () => {
  const { exitCode, stdout, stderr } = await drill('start', '--seed', `${SEED}`, '--json');
  expect(exitCode, stderr).toBe(0);
  const { expires_at } = JSON.parse(stdout);

  const target = ['--target', system.urls.engine ?? ''];
  expect(await runScript('scenarios/main.ts', ['payment-failure', ...target], {})).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/error: a drill is under way at http.*: npm run drill -- reveal\n$/),
  });

  await system[Symbol.asyncDispose]();
  expect(await drill('fix', '--json', '--remedy', remedy)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^error: the \w+ service at .* does not answer/),
  });
  const revealed = await drill('reveal', '--json');
  expect(revealed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(revealed.stdout)).toMatchObject({
    name,
    rules_end_at: expires_at,
  });
});
