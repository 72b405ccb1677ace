import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';

const CHECK = join(import.meta.dirname, '..', '..', 'tools', 'installed.mjs');

let preloads: Readonly<Record<'old' | 'windows', string>>;
beforeAll(async () => {
  const folder = await temporaryFolder();
  preloads = { old: join(folder, 'old.mjs'), windows: join(folder, 'windows.mjs') };
  await writeFile(preloads.old, "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });");
  await writeFile(preloads.windows, "Object.defineProperty(process, 'platform', { value: 'win32' });");
  return () => removeFolder(folder);
});

interface Tree {
  /** Files below node_modules. */
  readonly installed: readonly string[];
  /** What Node says of itself. */
  readonly as?: 'old' | 'windows';
}

/** Runs a program of a checkout that holds these packages, as a script of package.json runs it. */
async function run({ installed, as }: Tree): Promise<{ code: number; out: string; err: string }> {
  const root = await temporaryFolder();
  onTestFinished(() => removeFolder(root));
  await mkdir(join(root, 'tools'));
  await copyFile(CHECK, join(root, 'tools', 'installed.mjs'));
  await writeFile(join(root, 'program.mjs'), "console.log('runs');");
  for (const file of installed) {
    await mkdir(join(root, 'node_modules', file, '..'), { recursive: true });
    await writeFile(join(root, 'node_modules', file), '{}');
  }
  const args = [
    ...(as ? ['--import', preloads[as]] : []),
    '--import',
    './tools/installed.mjs',
    'program.mjs',
  ];
  return await new Promise((done) => {
    execFile(process.execPath, args, { cwd: root }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const NEEDED = ['zod/package.json', 'esbuild/package.json'];
const refusal = (sentence: string) => ({ code: 2, out: '', err: `error: ${sentence}\n` });

test('without packages, programs say what to run', async () => {
  expect(await run({ installed: [] })).toEqual(refusal('the packages are not installed; run: npm ci'));
});

test('without the packages for development too', async () => {
  expect(await run({ installed: ['zod/package.json'] })).toEqual(
    refusal('packages for development are missing; run: npm ci --include=dev'),
  );
});

test('an old Node is named, with the way to the one of the packages', async () => {
  const old = 'this is Node 20.20.2, but Node 24 is needed';
  expect(await run({ installed: NEEDED, as: 'old' })).toEqual(
    refusal(
      `${old}, and the one of the packages is missing, because their install scripts did not run; run: npm rebuild node`,
    ),
  );
  expect(await run({ installed: [...NEEDED, '.bin/node'], as: 'old' })).toEqual(
    refusal(`${old}; start with npm (npm start), which uses the one it installed`),
  );
});

test('Windows itself is refused, with the way to what works there', async () => {
  expect(await run({ installed: NEEDED, as: 'windows' })).toEqual(
    refusal('Windows itself is not supported; use WSL: https://aka.ms/wsl'),
  );
});

test('what works starts without a word, though no install script ran', async () => {
  expect(await run({ installed: NEEDED })).toEqual({ code: 0, out: 'runs\n', err: '' });
});

test('every script of package.json looks at the installation first', () => {
  const { scripts } = JSON.parse(readFileSync(join(CHECK, '..', '..', 'package.json'), 'utf8'));
  const unchecked = Object.entries<string>(scripts).filter(
    ([, command]) =>
      !/^(node tools\/installed\.mjs && |node --import \.\/tools\/installed\.mjs |npm run )/.test(command),
  );

  expect(unchecked).toEqual([]);
});
