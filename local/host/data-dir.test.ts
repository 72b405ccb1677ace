import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { openDataDir } from './data-dir.ts';
import { EngineError } from './engine-error.ts';
import { recordOf, startedAt } from './process-identity.ts';

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts another process that opens the folder and prints a line. */
async function otherEngine(): Promise<ChildProcess> {
  const script = `import { openDataDir } from ${JSON.stringify(import.meta.resolve('./data-dir.ts'))};
    const dataDir = await openDataDir(${JSON.stringify(folder)});
    dataDir.remember(Number(process.argv[1]), 'sleeper');
    console.log(await dataDir.port('redis'));
    setInterval(() => {}, 1000);`;
  const sleeper = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, String(sleeper.pid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(sleeper, child);
  await once(createInterface(child.stdout), 'line');
  return child;
}

test('makes random secrets once, for its owner only', async () => {
  const first = await openDataDir(folder);
  await first.close();
  const second = await openDataDir(folder);
  await second.close();

  expect(second.secrets).toEqual(first.secrets);
  expect(new Set(Object.values(first.secrets)).size).toBe(4);
  expect(first.secrets.jwtSecret.length).toBeGreaterThanOrEqual(40);
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('gives every name a port of its own and the same one next time', async () => {
  const first = await openDataDir(folder);
  const names = ['postgres', 'redis', 'dynamodb', 'sqs'];
  const ports = await Promise.all(names.map((name) => first.port(name)));
  await first.close();

  const second = await openDataDir(folder);

  expect(new Set(ports).size).toBe(names.length);
  expect(await Promise.all(names.map((name) => second.port(name)))).toEqual(ports);
  await second.close();
});

test('gives another port when another program has taken the remembered one', async () => {
  const first = await openDataDir(folder);
  const port = await first.port('redis');
  await first.close();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const second = await openDataDir(folder);
  const other = await second.port('redis');

  expect(other).not.toBe(port);
  await second.close();
  server.close();
});

test('refuses a second engine in one sentence that names the first', async () => {
  const other = await otherEngine();

  const refusal = await openDataDir(folder).catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(EngineError);
  expect(String(refusal)).toContain(`process ${other.pid}`);
});

test('refuses a second engine in the same process too', async () => {
  const first = await openDataDir(folder);

  await expect(openDataDir(folder)).rejects.toThrow(`process ${process.pid}`);

  await first.close();
  await (await openDataDir(folder)).close();
});

test('opens at once after the engine was killed, and ends the processes it left behind', async () => {
  const other = await otherEngine();
  const { pid } = started[0] ?? {};
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(pid && startedAt(pid)).toBeDefined();

  const dataDir = await openDataDir(folder);

  expect(pid && startedAt(pid)).toBeUndefined();
  await dataDir.close();
});

test('does not end a process that reuses the id of one left behind', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  started.push(stranger);
  const record = recordOf(stranger.pid ?? 0, 'redis');
  await writeFile(join(folder, 'processes.json'), JSON.stringify([{ ...record, started: 'long ago' }]));

  const dataDir = await openDataDir(folder);

  expect(startedAt(stranger.pid ?? 0)).toBeDefined();
  await dataDir.close();
});

test('forgets children that have ended', async () => {
  const dataDir = await openDataDir(folder);
  const noted = () => readFile(join(folder, 'processes.json'), 'utf8');

  dataDir.remember(process.pid, 'self');
  expect(await noted()).toContain('self');
  dataDir.forget(process.pid);

  expect(await noted()).toBe('[]');
  await dataDir.close();
});

test('a list of children that cannot be written ends nothing', async () => {
  const path = join(folder, 'data');
  const dataDir = await openDataDir(path);
  await rm(path, { recursive: true });

  dataDir.remember(process.pid, 'self');
  dataDir.forget(process.pid);

  await dataDir.close();
});

test('says which file is broken and what to do', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"jwtSecret":');

  await expect(openDataDir(folder)).rejects.toThrow(/secrets\.json cannot be read.*npm run reset/);

  await rm(join(folder, 'secrets.json'));
  await (await openDataDir(folder)).close();
});

test('a list of processes that cannot be written ends nothing, and is written with the next change', async () => {
  const dataDir = await openDataDir(folder);
  const list = join(folder, 'processes.json');
  // stand-in for a full disk that works for every user: the file cannot be replaced
  await rm(list);
  await mkdir(join(list, 'in-the-way'), { recursive: true });

  dataDir.remember(process.pid, 'one');
  dataDir.forget(process.pid);
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);

  await rm(list, { recursive: true });
  dataDir.remember(process.pid, 'two');
  expect(JSON.parse(await readFile(list, 'utf8'))).toMatchObject([{ name: 'two' }]);
  await dataDir.close();
});
