import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startRig, testFolder } from '#tests/support/engine/gateway-rig';

/** @param onTerm what the function does when it is asked to end */
async function endOf(onTerm: string): Promise<{ file: string }> {
  const file = join(testFolder(), 'told');
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

test('an environment that ends may first tell what it still has to', async () => {
  const { file } = await endOf(`setTimeout(() => { writeFileSync(file, 'all'); process.exit(); }, 50);`);

  expect(readFileSync(file, 'utf8')).toBe('all');
});

test('one that does not end is ended', async () => {
  const { file } = await endOf(`setTimeout(() => writeFileSync(file, 'too late'), 60_000);`);

  expect(existsSync(file)).toBe(false);
});
