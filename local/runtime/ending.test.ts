import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startRig, testFolder } from '#tests/support/engine/gateway-rig';

/** @param onTerm code that the function runs at SIGTERM */
async function endOf(onTerm: string): Promise<{ file: string }> {
  const file = join(testFolder(), 'sent');
  const rig = await startRig(
    `import { writeFileSync } from 'node:fs';
     const file = ${JSON.stringify(file)};
     process.once('SIGTERM', () => { ${onTerm} });
     export const handler = async () => ({ statusCode: 200, body: '' });`,
  );
  await rig.call('/x');
  await rig.pool.dispose();
  return { file };
}

test('an environment that ends may first send its telemetry', async () => {
  const { file } = await endOf(`setTimeout(() => { writeFileSync(file, 'all'); process.exit(); }, 50);`);

  expect(readFileSync(file, 'utf8')).toBe('all');
});

test('an environment that ignores the request is killed', async () => {
  const { file } = await endOf(`setTimeout(() => writeFileSync(file, 'too late'), 60_000);`);

  expect(existsSync(file)).toBe(false);
});
