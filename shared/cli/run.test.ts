import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const PRINTS_A_LOT = `
import { defineProgram } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
const program = defineProgram({
  command: 'prints',
  about: 'Prints.',
  run: async () => {
    for (let line = 0; line < 1_000; line++) {
      process.stdout.write('x'.repeat(1_000) + '\\n');
      await new Promise(setImmediate);
    }
    return 1;
  },
});
process.exitCode = await runProgram(program, { words: [] });
`;

test('a reader that stops early gets no stack trace, and the work is done to its end', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PRINTS_A_LOT], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

  expect({ errors, code }).toEqual({ errors: '', code: 1 });
});
