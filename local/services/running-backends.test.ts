import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { type DataDir, openDataDir } from '../host/data-dir.ts';
import { createLog } from '../host/log.ts';
import { startedAt } from '../host/process-identity.ts';
import { startWatchdog, type Watchdog } from '../host/watchdog.ts';
import { BACKEND_NAMES, type External } from './backends.ts';
import { removeDataDir } from './remove-data-dir.ts';
import { type Backends, startBackends } from './running-backends.ts';
import { tcpProbe } from './tcp.ts';

const OWN_PROCESSES = ['postgres', 'redis', 'dynamodb', 'sqs'] as const;

let folder: string;
let dataDir: DataDir;
let watchdog: Watchdog;
let backends: Backends | undefined;

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = await openDataDir(folder);
  watchdog = startWatchdog();
});

afterEach(async () => {
  await backends?.dispose();
  backends = undefined;
  await watchdog.dispose();
  await dataDir.close();
  await removeDataDir(folder);
});

const context = () => ({
  dataDir,
  watchdog,
  log: createLog('silent'),
  engineUrl: 'http://127.0.0.1:1',
  onProgress: () => undefined,
});
const start = (external: External = {}) => startBackends({ ...context(), external, redis: 'builtin' });

const isAlive = (pid: number | undefined): boolean => pid !== undefined && startedAt(pid) !== undefined;

test('starts all backends, stops and starts one at the same address, and leaves no process behind', async () => {
  backends = await start();
  const pids = OWN_PROCESSES.map((name) => backends?.pids()[name]);
  const address = { host: '127.0.0.1', port: Number(new URL(backends.urls.redis).port) };
  expect(pids.map(isAlive)).toEqual([true, true, true, true]);
  expect(await backends.services.ssm.call?.('GetParameters', { Names: ['anything'] })).toMatchObject({
    InvalidParameters: ['anything'],
  });

  await backends.stop('redis');
  await expect(tcpProbe(address)).rejects.toThrow(/ECONNREFUSED/);
  expect(backends.pids().redis).toBeUndefined();
  await backends.start('redis');
  expect(await tcpProbe(address, 'PING\r\n')).toBe('+PONG\r\n');

  const all = [...pids, ...Object.values(backends.pids())];
  await backends.dispose();
  expect(all.filter(isAlive)).toEqual([]);
  expect(await readFile(join(folder, 'processes.json'), 'utf8')).toBe('[]');
});

test.each(OWN_PROCESSES)('%s is restarted at the same address after it was killed', async (name) => {
  backends = await start();
  const port = Number(new URL(backends.urls[name]).port);
  const { [name]: pid = 0 } = backends.pids();

  process.kill(pid, 'SIGKILL');

  await expect.poll(() => backends?.states()[name]).toEqual({ state: 'up', restarts: 1 });
  expect(isAlive(pid)).toBe(false);
  expect(isAlive(backends.pids()[name])).toBe(true);
  await tcpProbe({ host: '127.0.0.1', port });
});

test('a stopped backend is not restarted, and no backend is restarted after the end', async () => {
  backends = await start();
  await backends.stop('redis');
  expect(backends.states().redis).toEqual({ state: 'stopped', restarts: 0 });

  process.kill(backends.pids().sqs ?? 0, 'SIGKILL');
  await expect.poll(() => backends?.states().sqs).toMatchObject({ state: 'restarting' });
  await backends.dispose();

  expect(Object.values(backends.pids())).toEqual(BACKEND_NAMES.map(() => undefined));
  expect(Object.values(backends.states()).map(({ state }) => state)).toEqual(
    BACKEND_NAMES.map(() => 'stopped'),
  );
});

test('a Parameter Store that cannot be read leaves nothing running', async () => {
  await writeFile(join(folder, 'parameters.json'), '{');

  await expect(start()).rejects.toThrow(/parameters\.json cannot be read/);

  expect(await readFile(join(folder, 'processes.json'), 'utf8')).toBe('[]');
});

test('uses external backends that are configured, and keeps them running', async () => {
  backends = await start();
  const { postgres, redis, dynamodb, sqs } = backends.urls;
  const otherFolder = await temporaryFolder();
  const otherDir = await openDataDir(otherFolder);
  const external = { postgres, redis, dynamodb, sqs, ssm: sqs };

  const other = await startBackends({ ...context(), dataDir: otherDir, external });

  expect(other.urls).toEqual(external);
  expect(Object.values(other.states()).map(({ state }) => state)).toEqual(
    BACKEND_NAMES.map(() => 'external'),
  );
  expect(Object.values(other.pids())).toEqual(BACKEND_NAMES.map(() => undefined));
  await other.dispose();
  expect(OWN_PROCESSES.map((name) => isAlive(backends?.pids()[name]))).toEqual([true, true, true, true]);
  await otherDir.close();
  await removeDataDir(otherFolder);
});

test.each([
  [{ redis: 'redis://127.0.0.1:1' }, /nothing answers at 127\.0\.0\.1:1, where REDIS_URL points/],
  [{ postgres: 'postgresql://u:p@127.0.0.1:1/d' }, /DATABASE_URL points/],
  [{ sqs: 'nonsense' }, /SQS_ENDPOINT is "nonsense", allowed: a URL such as http:\/\/host:port/],
])('says in one sentence that %j does not answer, and stops what had started', async (external, message) => {
  await expect(start(external)).rejects.toThrow(message);

  expect(await readFile(join(folder, 'processes.json'), 'utf8')).toBe('[]');
});

test('a killed engine leaves no backend behind, and the next start on its folder has all of them', async () => {
  await watchdog.dispose();
  await dataDir.close();
  const at = (file: string): string => JSON.stringify(import.meta.resolve(file));
  const script = `import { openDataDir } from ${at('../host/data-dir.ts')};
    import { startWatchdog } from ${at('../host/watchdog.ts')};
    import { createLog } from ${at('../host/log.ts')};
    import { startBackends } from ${at('./running-backends.ts')};
    const dataDir = await openDataDir(${JSON.stringify(folder)});
    const options = { dataDir, external: {}, redis: 'builtin', watchdog: startWatchdog(), log: createLog('silent'),
      engineUrl: 'http://127.0.0.1:1', onProgress: () => undefined };
    const backends = await startBackends(options);
    console.log(JSON.stringify({ pids: Object.values(backends.pids()).filter(Boolean), url: backends.urls.postgres }));
    setInterval(() => {}, 1000);`;
  const engine = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(engine.stdout), 'line');
  const { pids, url }: { pids: number[]; url: string } = JSON.parse(String(line));
  expect(pids.map(isAlive)).toEqual(OWN_PROCESSES.map(() => true));

  engine.kill('SIGKILL');
  await once(engine, 'exit');
  dataDir = await openDataDir(folder);
  watchdog = startWatchdog();
  backends = await start();

  expect(pids.filter(isAlive)).toEqual([]);
  expect(backends.urls.postgres).toBe(url);
});
