import { runCommands } from '#shared/cli/commands';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import type { CommandProgram } from '#shared/cli/program';
import { SCENARIOS } from './catalog/all.ts';
import { all } from './commands/all.ts';
import { compare } from './commands/compare.ts';
import { list } from './commands/list.ts';
import { runOne } from './commands/run-one.ts';
import { show } from './commands/show.ts';

const PROGRAM: CommandProgram = {
  usage: 'npm run scenario -- <name or command> [options]',
  commands: {
    list,
    show,
    all,
    compare,
    ...Object.fromEntries(SCENARIOS.map((scenario) => [scenario.name, runOne(scenario)])),
  },
  notes: 'Exit code: 0 PASS, 1 FAIL, 2 INCONCLUSIVE or it could not begin, 3 ABORTED.',
};

process.exitCode = await runCommands(PROGRAM, { env: leaveForeignVariables() });
