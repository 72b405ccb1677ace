import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { isAlive, testFolder } from '#tests/support/engine/gateway-rig';

const modulePath = (path: string): string => JSON.stringify(new URL(path, import.meta.url).pathname);

test.each([
  ['loops without end', `export const handler = () => { for (;;); };`, false],
  ['stands frozen', `export const handler = async () => 'done';`, true],
  ['waits', `export const handler = async () => 'done';`, false],
])('a function that %s does not outlive an engine that is killed', async (_, source, freeze) => {
  const directory = testFolder();
  writeFileSync(join(directory, 'index.mjs'), source);
  const spec = {
    name: 'f',
    directory,
    handler: 'index.handler',
    timeoutMs: 60_000,
    memoryMb: 128,
    environment: {},
  };
  const program = join(directory, 'engine.mts');
  writeFileSync(
    program,
    `import { FunctionPool } from ${modulePath('./pool.ts')};
     import { startWatchdog } from ${modulePath('../host/watchdog.ts')};
     const pool = new FunctionPool(${JSON.stringify(spec)}, { freeze: ${freeze}, processes: startWatchdog() });
     await pool.warmUp();
     pool.invoke('{}', '', () => {});
     console.log(pool.pids[0]);
     setInterval(() => {}, 1000);`,
  );
  const engine = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(engine.stdout), 'line');
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);

  engine.kill('SIGKILL');

  await expect.poll(() => isAlive(pid)).toBe(false);
});
