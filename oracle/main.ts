import { connectStores } from '#oracle/stores/connect';
import { findStores } from '#oracle/stores/settings';
import { EXIT, readArguments, runCommand, secondsToMs, UsageError } from '#shared/cli/program';
import { type JudgeOptions, judge } from './judge.ts';
import { jsonReport, textReport } from './report.ts';
import { DEFAULT_BOUNDS } from './rule.ts';

const ALLOWED = '--settle SECONDS, --pending-bound SECONDS, --compensation-bound SECONDS, --json, --help';
const HELP = `Usage: npm run oracle -- [options]

Reads the stores of the running system, never its services, and tells whether the invariants hold.

  --settle SECONDS              wait up to so long until every order is at rest (default 0)
  --pending-bound SECONDS       how long after its deadline an order may be pending (default 60)
  --compensation-bound SECONDS  how long stock or money may be owed (default 960: recovery waits up to 15 min)
  --json                        print JSON only

Exit code: 0 all hold, 1 one is violated, 2 a store cannot be read.
The stores are those of the engine on ENGINE_PORT (8004), or those that STAGE, ORDERS_TABLE, PAYMENTS_TABLE,
RECOVERY_QUEUE_URL, RECOVERY_DLQ_URL, DATABASE_URL, REDIS_URL and the AWS variables name.
`;

interface Arguments extends JudgeOptions {
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws UsageError */
export function parseOracleArguments(args: readonly string[]): Arguments {
  const { values, positionals } = readArguments(
    args,
    {
      settle: { type: 'string' },
      'pending-bound': { type: 'string' },
      'compensation-bound': { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    ALLOWED,
  );
  const [stranger] = positionals;
  if (stranger !== undefined) throw new UsageError(`"${stranger}" is not understood; allowed: ${ALLOWED}`);
  const ms = (name: 'settle' | 'pending-bound' | 'compensation-bound', fallbackMs: number): number => {
    const text = values[name];
    return text === undefined ? fallbackMs : secondsToMs(name, text);
  };
  return {
    settleMs: ms('settle', 0),
    bounds: {
      pendingMs: ms('pending-bound', DEFAULT_BOUNDS.pendingMs),
      compensationMs: ms('compensation-bound', DEFAULT_BOUNDS.compensationMs),
    },
    json: values.json,
    help: values.help,
  };
}

if (import.meta.main) {
  await runCommand(async (args, env) => {
    const { json, help, ...options } = parseOracleArguments(args);
    if (help) {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    using stores = connectStores(await findStores(env));
    const verdict = await judge(stores, options);
    const report = json ? jsonReport : textReport;
    process.stdout.write(report(stores.settings.STAGE, verdict));
    return verdict.holds ? EXIT.ok : EXIT.negative;
  });
}
