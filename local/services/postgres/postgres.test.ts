import { spawn } from 'node:child_process';
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { testBench } from '#tests/support/engine/service-bench';
import { PASSWORD_FILE } from './password-file.ts';
import { createPostgres } from './postgres.ts';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('comes up with its own database and role, durable, open to loopback with the password only', async () => {
  await using bench = await testBench();

  const service = await bench.run(createPostgres);

  const [row] = await query(
    service.url,
    `SELECT current_database() AS database, current_user AS role, current_setting('fsync') AS fsync,
       current_setting('listen_addresses') AS listens, current_setting('max_connections') AS connections,
       current_setting('server_encoding') AS encoding`,
  );
  expect(row).toEqual({
    database: 'food_delivery',
    role: 'food_delivery',
    fsync: 'on',
    listens: '127.0.0.1',
    connections: '200',
    encoding: 'UTF8',
  });
  const wrong = new URL(service.url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('leaves a password file for psql, so that no command line holds the password', async () => {
  await using bench = await testBench();
  const service = await bench.run(createPostgres);
  const url = new URL(service.url);
  url.password = '';
  const file = join(bench.folder, PASSWORD_FILE);
  onTestFinished(() => {
    delete process.env.PGPASSFILE;
  });

  process.env.PGPASSFILE = file;

  expect(await query(url.href, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('starts although a full disk left its lock file empty', async () => {
  await using bench = await testBench();
  const service = await bench.run(createPostgres);
  await service.stop();
  await writeFile(join(bench.folder, 'postgres', 'data', 'postmaster.pid'), '');

  await service.start();

  expect(await query(service.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('keeps what was committed when it is killed, and starts again at once', async () => {
  await using bench = await testBench();
  const service = await bench.run(createPostgres);
  await query(service.url, 'CREATE TABLE stock (n int)');
  await query(service.url, 'INSERT INTO stock VALUES (42)');
  // A session with a running query keeps a process of the old server alive for a moment.
  const busy = new pg.Client({ connectionString: service.url });
  busy.on('error', () => undefined);
  await busy.connect();
  const working = busy.query('SELECT pg_sleep(30)').catch(() => undefined);

  if (service.pid) process.kill(service.pid, 'SIGKILL');
  await service.stop();
  await service.start();

  expect(await query(service.url, 'SELECT n FROM stock')).toEqual([{ n: 42 }]);
  await working;
});

test('is back at the same address with the same data after a stop', async () => {
  await using bench = await testBench();
  const service = await bench.run(createPostgres);
  await query(service.url, 'CREATE TABLE kept ()');

  await service.stop();
  await expect(query(service.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  await service.start();

  expect(await query(service.url, 'SELECT * FROM kept')).toEqual([]);
});

test('starts over when the first start was interrupted', async () => {
  await using bench = await testBench();
  const first = await bench.run(createPostgres);
  await first.stop();
  const data = join(bench.folder, 'postgres', 'data');
  await cp(data, `${data}.new`, { recursive: true });
  await rm(data, { recursive: true });

  const again = await bench.run(createPostgres);

  expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a stale lock file whose process id was reused does not prevent a start', async () => {
  await using bench = await testBench();
  const service = await bench.run(createPostgres);
  const note = join(bench.folder, 'postgres', 'data', 'postmaster.pid');
  const text = await readFile(note, 'utf8');
  const { uid, gid } = await stat(note);
  await service.stop();
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', uid, gid });
  await writeFile(note, text.replace(/^\d+/, String(stranger.pid)));

  await service.start();

  expect(await query(service.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  stranger.kill();
});

test('names the way out when the password no longer matches the data', async () => {
  await using bench = await testBench();
  await bench.run(createPostgres);
  await bench.reopen();
  await rm(join(bench.folder, 'secrets.json'));
  await bench.reopen();

  await expect(bench.run(createPostgres)).rejects.toThrow(/secrets\.json.*npm run reset/);
});
