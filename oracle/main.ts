import '#shared/cli/quiet-libraries';
import { openStores } from '#oracle/stores/open-stores';
import { defineProgram, EXIT } from '#shared/cli/program';
import { reportingProgress, writeToTerminal } from '#shared/cli/progress';
import { runProgram } from '#shared/cli/run';
import { jsonReport } from './json-report.ts';
import { judge } from './judge.ts';
import { msFromSeconds } from './ms-from-seconds.ts';
import { DEFAULT_BOUNDS } from './rule.ts';
import { textReport } from './text-report.ts';

const PROGRAM = defineProgram({
  command: 'npm run oracle --',
  about:
    'Reads the stores of the running system, never its services, and reports whether the invariants hold.',
  options: {
    settle: {
      value: 'SECONDS',
      schema: msFromSeconds(0),
      help: 'wait up to so long until every order is at rest (default 0)',
    },
    'pending-bound': {
      value: 'SECONDS',
      schema: msFromSeconds(DEFAULT_BOUNDS.pendingMs),
      help: 'how long after its deadline an order may be pending (default 60)',
    },
    'compensation-bound': {
      value: 'SECONDS',
      schema: msFromSeconds(DEFAULT_BOUNDS.compensationMs),
      help: 'how long stock or money may be owed (default 960: recovery waits up to 15 min)',
    },
    json: { help: 'print JSON only' },
  },
  notes: `Exit code: 0 all hold, 1 one is violated, 2 a store cannot be read.
The stores are those of the engine on ENGINE_PORT (8004), or those that STAGE, ORDERS_TABLE, PAYMENTS_TABLE,
RECOVERY_QUEUE_URL, RECOVERY_DLQ_URL, DATABASE_URL, REDIS_URL and the AWS variables name.`,
  async run({ options }, env) {
    using stores = await openStores(env);
    const bounds = { pendingMs: options['pending-bound'], compensationMs: options['compensation-bound'] };
    const verdict = await reportingProgress('reading the stores', writeToTerminal, () =>
      judge(stores, { bounds, settleMs: options.settle }),
    );
    const report = options.json ? jsonReport : textReport;
    process.stdout.write(report(stores.settings.STAGE, verdict));
    return verdict.holds ? EXIT.ok : EXIT.no;
  },
});

process.exitCode = await runProgram(PROGRAM);
