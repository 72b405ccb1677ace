import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataDir } from '#local/host/data-dir';
import { createLog } from '#local/host/log';
import { startWatchdog } from '#local/host/watchdog';
import { temporaryFolder, testBench } from '#tests/support/engine/service-bench';
import { removeDataDir } from '../remove-data-dir.ts';
import { createPostgres } from './postgres.ts';
import { fallbackFolderOf, openPostgresFolder, postgresNative } from './postgres-folder.ts';

const ownerOnly = 0o700;
let packages: string;

/** Installs the package as npm does with --ignore-scripts: without the links between its libraries. */
async function installWithoutLinks(folder: string): Promise<string> {
  const native = postgresNative();
  if (!native) throw new Error('no PostgreSQL for this machine');
  await mkdir(folder, { recursive: true });
  await cp(join(native, '..', 'package.json'), join(folder, 'package.json'));
  const isLink = /\.(so|dylib)$|libicu\w+\.so\.\d+$|lib(pq|ecpg|pgtypes)\.so\.\d+$/;
  await cp(native, join(folder, 'native'), {
    recursive: true,
    filter: (file) => !isLink.test(file) || file.includes('postgresql/'),
  });
  return join(folder, 'native');
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  return rows;
}

beforeAll(async () => {
  packages = await temporaryFolder();
  await chmod(packages, 0o755);
});

afterAll(() => removeDataDir(packages));

test('runs even if the install script did not create the links between the libraries', async () => {
  await using bench = await testBench();
  const native = await installWithoutLinks(join(packages, 'open'));

  const service = await bench.run((context) => createPostgres(context, native));

  expect(await answers(service.url)).toEqual([{ one: 1 }]);
});

test('runs for root although project and data lie where only root may enter', { tags: 'root' }, async () => {
  await chmod(packages, ownerOnly);
  const native = await installWithoutLinks(join(packages, 'closed'));
  // as npm ci does under a umask of 077
  execFileSync('chmod', ['-R', 'go-rwx', native]);
  const closed = await temporaryFolder();
  const folder = join(closed, 'data');
  const dataDir = await openDataDir(folder);
  const watchdog = startWatchdog();
  const context = {
    dataDir,
    watchdog,
    log: createLog('silent'),
    engineUrl: 'http://127.0.0.1:1',
    onProgress: () => undefined,
    onEnded: () => undefined,
  };
  const service = await createPostgres(context, native);
  try {
    await service.start();
    expect(await answers(service.url)).toEqual([{ one: 1 }]);
    const fallback = await fallbackFolderOf(folder);
    expect(await stat(fallback ?? '')).toMatchObject({ uid: 65_534 });

    await service.stop();
    await service.start();

    expect(await answers(service.url)).toEqual([{ one: 1 }]);
  } finally {
    await service.stop();
    await watchdog.dispose();
    await dataDir.close();
    await removeDataDir(folder);
    await removeDataDir(closed);
  }
});

test('a fallback folder of a deleted temporary folder is deleted', {
  tags: 'root',
}, async () => {
  const parents = await Promise.all([temporaryFolder(), temporaryFolder()]);
  const [first = '', second = ''] = parents.map((parent) => join(parent, 'data'));
  const native = postgresNative();
  await Promise.all([first, second].map((folder) => mkdir(folder)));
  const { path: forgotten } = await openPostgresFolder(first, native);
  await rm(first, { recursive: true });

  await openPostgresFolder(second, native);

  await expect(stat(forgotten)).rejects.toThrow('ENOENT');
  expect(await fallbackFolderOf(second)).toBeDefined();
  await removeDataDir(second);
  for (const parent of parents) await rm(parent, { recursive: true });
});
