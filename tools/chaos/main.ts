import { runCommands } from '#shared/cli/commands';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import type { CommandProgram } from '#shared/cli/program';
import { clear, halt } from './commands/end.ts';
import { explain } from './commands/explain.ts';
import { explore } from './commands/explore.ts';
import { importFile } from './commands/import.ts';
import { lint } from './commands/lint.ts';
import { list } from './commands/list.ts';
import { modes } from './commands/modes.ts';
import { points } from './commands/points.ts';
import { presets } from './commands/presets.ts';
import { set } from './commands/set.ts';

const PROGRAM: CommandProgram = {
  usage: 'npm run chaos -- <command> [arguments]',
  commands: { list, set, import: importFile, clear, halt, explain, explore, lint, points, modes, presets },
  notes: `Exit code: 0 done, 1 refused or not there, 2 it could not be done.
The services are those of the engine on ENGINE_PORT (8004), or the ones at USER_URL, RESTAURANT_URL and ORDER_URL.
CHAOS_KEY is sent where a stage asks for a key.`,
};

process.exitCode = await runCommands(PROGRAM, { env: leaveForeignVariables() });
