import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isAlive, startRig, testFolder } from '#tests/support/engine/gateway-rig';

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

const LAST = `process.exitCode = 0; return { statusCode: 200, body: 'x'.repeat(5_000_000) + process.pid };`;

test('a function that sets an exit code answers, its environment ends, and the next call starts cold', async () => {
  const crashed = vi.fn();
  const rig = await startRig(`export const handler = async () => { ${LAST} };`, { onCrash: crashed });

  const bodies: string[] = [];
  for (let n = 0; n < 5; n++) bodies.push((await rig.call('/x')).body);

  expect(bodies.map(({ length }) => length > 5_000_000)).toEqual(Array(5).fill(true));
  const pids = bodies.map((body) => Number(body.slice(5_000_000)));
  expect(new Set(pids).size).toBe(5);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  expect(crashed).not.toHaveBeenCalled();
});

test('an environment that ends by itself sends its telemetry first, and ends although it cannot', async () => {
  const file = join(testFolder(), 'sent');
  const handlerWith = (onTerm: string) =>
    `import { writeFileSync } from 'node:fs';
     process.once('SIGTERM', () => { ${onTerm} });
     export const handler = async () => { ${LAST} };`;
  const sending = await startRig(
    handlerWith(`setTimeout(() => { writeFileSync(${JSON.stringify(file)}, 'all'); process.exit(0); }, 50);`),
  );
  const hanging = await startRig(handlerWith('setInterval(() => {}, 60_000);'));

  await sending.call('/x');
  await hanging.call('/x');

  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe('all');
  await expect.poll(() => hanging.pool.size, { timeout: 5_000 }).toBe(0);
});
