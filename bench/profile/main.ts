import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { userPath } from '#shared/cli/user-path';
import { checkWritable } from '#shared/cli/writable-file';
import { seconds } from '#shared/settings/kinds';
import { FUNCTION_KEYS, findKey } from './drivers.ts';
import { profile } from './profile.ts';
import { PROFILE_KINDS } from './profiles.ts';

const MAX_SECONDS = 600;
const DEFAULT_SECONDS = 10;

const PROGRAM = defineProgram({
  command: 'npm run profile --',
  about:
    'Shows what a warm function spends its processor time on, or its memory, in a system of its own under load.',
  args: {
    key: {
      label: 'function',
      schema: z.string({ error: FUNCTION_KEYS.join(', ') }).transform((name, { addIssue }) => {
        const key = findKey(name);
        if (key === undefined) addIssue({ code: 'custom', message: FUNCTION_KEYS.join(', '), input: name });
        return key ?? '';
      }),
    },
  },
  options: {
    heap: { help: 'profile what is allocated, in place of processor time' },
    seconds: {
      value: 'SECONDS',
      schema: seconds(MAX_SECONDS).default(DEFAULT_SECONDS),
      help: `length of the profile (default ${DEFAULT_SECONDS})`,
    },
    'warm-up': {
      value: 'SECONDS',
      schema: seconds(MAX_SECONDS).default(DEFAULT_SECONDS),
      help: `load before the profile begins (default ${DEFAULT_SECONDS})`,
    },
    out: {
      value: 'FILE',
      schema: z.string().optional(),
      help: 'where to write the profile, for the DevTools of Chrome or for VS Code (default: named like the function)',
    },
  },
  notes: 'Exit code: 0 the profile is written, 2 it could not be made.',
  async run({ args: { key }, options }, env) {
    const kind = options.heap ? PROFILE_KINDS.heap : PROFILE_KINDS.cpu;
    const file = userPath(options.out ?? `${key.replace('/', '-')}.${kind.extension}`, env);
    checkWritable(file);
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-profile-'));
    const times = { seconds: options.seconds, warmUpSeconds: options['warm-up'] };
    try {
      const table = await profile(folder, { key, kind, file, ...times });
      process.stdout.write(`${table}\n${file}\n`);
      return EXIT.ok;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

process.exitCode = await runProgram(PROGRAM);
