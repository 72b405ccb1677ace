import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const SOURCE = `
import { EventEmitter } from 'node:events';
import { goOnAfterUncaught } from ${JSON.stringify(import.meta.resolve('./uncaught.ts'))};
import { createLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
goOnAfterUncaught(createLog('warn'));
let turns = 0;
const timer = setInterval(() => {
  turns++;
  if (turns === 1) throw new Error('in a timer');
  if (turns === 2) Promise.reject(new Error('in a promise'));
  if (turns === 3) new EventEmitter().emit('error', new Error('of a stream'));
  if (turns === 4) throw 'a text';
  if (turns === 5) throw { toString: 1 };
  if (turns < 6) return;
  clearInterval(timer);
  process.stdout.write('goes on');
}, 1);`;

test('an uncaught error is a line in the log, and timers and the process go on', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SOURCE]);

  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);

  expect(out).toBe('goes on');
  const lines = err.trim().split('\n');
  expect(lines.map((line) => line.replace(/^.*goes on: /, ''))).toEqual([
    'Error: in a timer',
    'Error: in a promise',
    'Error: of a stream',
    'a text',
    expect.any(String),
  ]);
});
