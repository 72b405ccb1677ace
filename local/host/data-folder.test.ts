import { chmod, chown, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { removeOwnData } from '../services/remove-data-dir.ts';
import { openDataDir } from './data-dir.ts';
import { checkDataFolder, prepareDataFolder } from './data-folder.ts';
import { EngineError } from './engine-error.ts';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
const PROJECT = join(import.meta.dirname, '../..');

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true }));

async function refusalOf(path: string): Promise<string> {
  const error = await prepareDataFolder(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EngineError);
  return String(error);
}

test('creates the folder and its parents, and accepts one that is empty or its own', async () => {
  const path = join(folder, 'a', 'b', 'c');

  await prepareDataFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
  await (await openDataDir(path)).close();
  await prepareDataFolder(path);
});

test('follows a link to a folder, and ignores entries that the file system creates', async () => {
  await mkdir(join(folder, 'disk', 'lost+found'), { recursive: true });
  await symlink(join(folder, 'disk'), join(folder, 'link'));

  expect(await prepareDataFolder(join(folder, 'link'))).toBe(join(folder, 'link'));
});

test.each([
  ['/', 'it holds your home folder or this project'],
  [homedir(), 'it holds your home folder or this project'],
  [PROJECT, 'it holds your home folder or this project'],
  [dirname(PROJECT), 'it holds your home folder or this project'],
  [`/tmp/${'x'.repeat(300)}`, 'its path is too long'],
  [`/tmp/${'long/'.repeat(400)}`, 'its path is too long'],
  ['/dev/null', 'there is a file in its place or on the way to it'],
  ['/dev/null/data', 'there is a file in its place or on the way to it'],
])('refuses %s in one sentence', async (path, reason) => {
  const sentence = await refusalOf(path);

  expect(sentence).toMatch(
    /the data folder .* cannot be used: [^\n]*; set LOCAL_DATA_DIR to a folder of its own$/,
  );
  expect(sentence).toContain(reason);
});

test.runIf(isLinux).each(['/proc/x', '/proc/x/y', '/sys/x'])('refuses %s and does not hang', async (path) => {
  expect(await refusalOf(path)).toMatch(/no folder can be made there|you may not write there|read-only/);
});

test('refuses the folder of another program, and leaves it unchanged', async () => {
  await writeFile(join(folder, 'thesis.txt'), 'precious');

  expect(await refusalOf(folder)).toContain('other things than data of the engine, such as thesis.txt');
  await expect(openDataDir(folder)).rejects.toThrow('thesis.txt');
  expect(await readdir(folder)).toEqual(['thesis.txt']);
});

test('refuses links that lead in a circle, or nowhere', async () => {
  await symlink(join(folder, 'b'), join(folder, 'a'));
  await symlink(join(folder, 'a'), join(folder, 'b'));
  await symlink(join(folder, 'none'), join(folder, 'nowhere'));

  expect(await refusalOf(join(folder, 'a'))).toContain('in a circle');
  expect(await refusalOf(join(folder, 'a', 'data'))).toContain('in a circle');
  expect(await refusalOf(join(folder, 'nowhere'))).toContain('no folder can be made there');
});

test('refuses a lock file that is something else', async () => {
  await writeFile(join(folder, 'engine.lock'), 'the diary of a locksmith '.repeat(50));

  await expect(openDataDir(folder)).rejects.toThrow(/engine\.lock is not a lock file of the engine/);
});

test('refuses the folder of another user', { tags: ['root'] }, async () => {
  const theirs = join(folder, 'theirs');
  await mkdir(theirs);
  await chown(theirs, 12_345, 12_345);

  expect(await refusalOf(theirs)).toContain('it belongs to another user (12345)');
});

test.skipIf(isRoot)('refuses a folder that may not be written (root may write everywhere)', async () => {
  const shut = join(folder, 'shut');
  await mkdir(shut);
  await chmod(shut, 0o555);

  expect(await refusalOf(shut)).toContain('you may not write there');
  expect(await refusalOf(join(shut, 'data'))).toContain('you may not write there');
});

test('deletes its own data and keeps other files beside it', async () => {
  const path = join(folder, 'data');
  await (await openDataDir(path)).close();
  await writeFile(join(path, 'thesis.txt'), 'precious');

  expect(await removeOwnData(path)).toEqual(['thesis.txt']);

  expect(await readdir(path)).toEqual(['thesis.txt']);
  expect(await readFile(join(path, 'thesis.txt'), 'utf8')).toBe('precious');
});

test('the deletion does not follow a link named postgres', async () => {
  const path = join(folder, 'data');
  const precious = join(folder, 'precious');
  await (await openDataDir(path)).close();
  await mkdir(precious);
  await symlink(`/var/tmp/food-delivery-x/../../..${precious}`, join(path, 'postgres'));

  expect(await removeOwnData(path)).toEqual([]);

  expect((await stat(precious)).isDirectory()).toBe(true);
  await expect(checkDataFolder(path)).rejects.toThrow('no folder can be made there');
});
