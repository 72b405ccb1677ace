import { runCommands } from '#shared/cli/commands';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import type { CommandProgram } from '#shared/cli/program';
import { fix } from './commands/fix.ts';
import { hint } from './commands/hint.ts';
import { reveal } from './commands/reveal.ts';
import { start } from './commands/start.ts';
import { submit } from './commands/submit.ts';

const PROGRAM: CommandProgram = {
  usage: 'npm run drill -- <command> [options]',
  commands: { start, hint, submit, fix, reveal },
  notes: 'A fault that nothing names, to be found and mended: docs/drills.md.',
};

process.exitCode = await runCommands(PROGRAM, { env: leaveForeignVariables() });
