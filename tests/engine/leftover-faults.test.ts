import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeDataDir } from '#local/services/remove-data-dir';
import { createApi, send } from '#tests/support/api/client';
import { startTestEngine, type TestEngineOptions } from '#tests/support/engine/test-engine';

async function newFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  onTestFinished(() => removeDataDir(dataDir));
  return dataDir;
}

async function withEngine<T>(
  options: TestEngineOptions,
  work: (api: ReturnType<typeof createApi>) => Promise<T>,
): Promise<T> {
  const engine = await startTestEngine({ log: 'silent', ...options });
  try {
    return await work(createApi(engine.urls));
  } finally {
    await engine.dispose();
  }
}

const rulesOf = async (url: string) => (await send('GET', `${url}/chaos`)).body;

/** Each of the starts takes as long as a machine that does other things too needs for it. */
const TIMEOUT_MS = 240_000;

test('a start begins without the faults of the last run, unless they are to be kept', {
  timeout: TIMEOUT_MS,
}, async () => {
  const dataDir = await newFolder();
  await withEngine({ dataDir }, (api) => api.chaos('user', 'error', { enable: true }));
  // as earlier versions, which did not check values, have stored it
  await writeParameter(dataDir, '/order', '{"payment_failure":{"fail_percent":30}}');

  await withEngine({ dataDir, keepFaults: true }, async ({ urls }) => {
    expect(await rulesOf(urls.user)).toMatchObject({ rules: [{ id: 'error', enable: true }], invalid: [] });
    expect(await rulesOf(urls.order)).toEqual({
      enabled: true,
      rules: [],
      invalid: [
        {
          value: '{"payment_failure":{"fail_percent":30}}',
          problem: expect.stringContaining('"payment_failure" is no switch'),
        },
      ],
    });
    expect((await send('DELETE', `${urls.order}/chaos`)).status).toBe(204);
    expect(await rulesOf(urls.order)).toEqual({ enabled: true, rules: [], invalid: [] });
  });

  const begun = await withEngine({ dataDir }, ({ urls }) => rulesOf(urls.user));
  expect(begun).toEqual({ enabled: true, rules: [], invalid: [] });
});

async function writeParameter(dataDir: string, ending: string, value: string): Promise<void> {
  const file = join(dataDir, 'parameters.json');
  const parameters = JSON.parse(await readFile(file, 'utf8')) as { name: string; value: string }[];
  for (const parameter of parameters) if (parameter.name.endsWith(ending)) parameter.value = value;
  await writeFile(file, JSON.stringify(parameters));
}
