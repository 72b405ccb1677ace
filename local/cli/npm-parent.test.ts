import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const NPM_START = {
  npm_lifecycle_event: 'start',
  npm_lifecycle_script: 'node --import ./tools/installed.mjs local/main.ts start',
};

/** Stand-in for npm: leads a group, runs a script in a shell, and stays or ends before the script looks for it. */
const NPM = `
  const { spawn } = require('node:child_process');
  const [script, fate] = process.argv.slice(1);
  const command = '"$0" --input-type=module -e "$1" "$2" "$3"; exit';
  spawn('/bin/sh', ['-c', command, process.execPath, script, String(process.pid), fate], { stdio: 'inherit' })
    .on('spawn', () => fate === 'ended' && process.exit())
    .on('exit', () => process.exit());`;

const SCRIPT = `
  import { setTimeout as sleep } from 'node:timers/promises';
  import { recordOf } from ${JSON.stringify(import.meta.resolve('../host/process-identity.ts'))};
  import { whenNpmIsGone } from ${JSON.stringify(import.meta.resolve('./npm-parent.ts'))};
  const [npm, fate] = process.argv.slice(1);
  while (fate === 'ended' && recordOf(Number(npm), 'npm')) await sleep(5);
  const notYet = new Promise((done) => setImmediate(done, 'not yet'));
  console.log(await Promise.race([whenNpmIsGone(process.env).then(() => 'gone'), notYet]));`;

async function seenBelow(fate: 'running' | 'ended', env: Record<string, string>): Promise<string> {
  const npm = spawn(process.execPath, ['-e', NPM, SCRIPT, fate], {
    detached: true,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(npm.stdout), 'line');
  return String(line);
}

test('npm that ended before the engine looked for it counts as ended', async () => {
  expect(await seenBelow('ended', NPM_START)).toBe('gone');
});

test('npm that runs does not count as ended', async () => {
  expect(await seenBelow('running', NPM_START)).toBe('not yet');
});

test.each([
  ['by node itself', {}],
  [
    'by a script of another package',
    { ...NPM_START, npm_lifecycle_script: 'setsid node local/main.ts start' },
  ],
])('started %s, the engine does not end with its parent', async (_, env) => {
  expect(await seenBelow('ended', env)).toBe('not yet');
});
