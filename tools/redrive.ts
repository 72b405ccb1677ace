import '#shared/cli/quiet-libraries';
import * as z from 'zod';
import { openStores } from '#oracle/stores/open-stores';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { redrive } from './redrive-letters.ts';
import { redriveReport } from './redrive-report.ts';

const REASONS = ['malformed', 'over_age', 'handler_failed'] as const;

const PROGRAM = defineProgram({
  command: 'npm run redrive --',
  about:
    'Sends dead letters back to the recovery queue. Each is sent before it is deleted, so none is lost; a repeat does no harm.',
  options: {
    reason: {
      value: 'REASON',
      schema: z.enum(REASONS).optional(),
      help: `only dead letters with this reason: ${REASONS.join(', ')}`,
    },
    'dry-run': { help: 'list them and change nothing' },
    fresh: {
      help: 'reset their age: recovery moves messages older than a day to the dead-letter queue again',
    },
  },
  async run({ options: { reason, fresh, 'dry-run': dryRun } }, env) {
    using stores = await openStores(env);
    const result = await redrive(stores, { reason, fresh, dryRun });
    process.stdout.write(redriveReport(result, { reason, fresh, dryRun }));
    return result.failure === undefined ? EXIT.ok : EXIT.failed;
  },
});

process.exitCode = await runProgram(PROGRAM);
