import { expect, onTestFinished, test } from 'vitest';
import { EMPTY } from '#shared/faults/stored-version';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor } from '#tests/support/engine/small-system';
import { startTestEngine } from '#tests/support/engine/test-engine';
import { awsJsonClient } from '../http/aws-json.ts';
import type { External } from '../services/backends.ts';

const Name = '/a/b';

async function engineWith(external: External = {}) {
  const folder = await temporaryFolder();
  const { env } = FUNCTIONS;
  const options = await optionsFor(env ? { env } : {}, folder);
  const engine = await startTestEngine({ ...options, external, environment: { CHAOS_PARAMETER: Name } });
  onTestFinished(async () => {
    await engine.dispose();
    await Promise.all([folder, options.dataDir].map(removeFolder));
  });
  const version = async (): Promise<unknown> =>
    JSON.parse(await (await fetch(`${engine.urls.order}/env`)).text()).LOCAL_SWITCHES_VERSION;
  return { engine, version };
}

test('functions get the version of their switches, from the Parameter Store of their own engine only', async () => {
  const own = await engineWith();
  const other = await engineWith({ ssm: own.engine.insideUrl });
  expect(await own.version()).toBe(EMPTY);

  await awsJsonClient('ssm', own.engine.insideUrl)('PutParameter', { Name, Value: 'text', Overwrite: true });

  expect(await own.version()).toMatch(/^\d+\.\d+$/);
  expect(await other.version()).toBeUndefined();
});
