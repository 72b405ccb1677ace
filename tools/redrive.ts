import { connectStores } from '#oracle/stores/connect';
import { findStores } from '#oracle/stores/settings';
import { EXIT, readArguments, runCommand, UsageError } from '#shared/cli/program';
import { type RedriveOptions, redrive } from './redrive-letters.ts';
import { redriveReport } from './redrive-report.ts';

const REASONS = ['malformed', 'over_age', 'handler_failed'] as const;
const ALLOWED = `--reason ${REASONS.join('|')}, --dry-run, --fresh, --help`;
const HELP = `Usage: npm run redrive -- [options]

Brings dead letters back to the recovery queue. Each is sent before it is deleted, so none is lost; a repeat does no harm.

  --reason REASON  only those given up for this reason: ${REASONS.join(', ')}
  --dry-run        list them and change nothing
  --fresh          let their age begin anew: recovery gives up what is older than a day, and would do so again
`;

interface Arguments extends RedriveOptions {
  readonly help: boolean;
}

/** @throws UsageError */
export function parseRedriveArguments(args: readonly string[]): Arguments {
  const { values, positionals } = readArguments(
    args,
    {
      reason: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    ALLOWED,
  );
  const [stranger] = positionals;
  if (stranger !== undefined) throw new UsageError(`"${stranger}" is not understood; allowed: ${ALLOWED}`);
  const { reason, fresh, help } = values;
  if (reason !== undefined && !REASONS.some((known) => known === reason)) {
    throw new UsageError(`--reason must be one of ${REASONS.join(', ')}, not "${reason}"`);
  }
  return { reason, fresh, dryRun: values['dry-run'], help };
}

if (import.meta.main) {
  await runCommand(async (args, env) => {
    const { help, ...options } = parseRedriveArguments(args);
    if (help) {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    using stores = connectStores(await findStores(env));
    const result = await redrive(stores, options);
    process.stdout.write(redriveReport(result, options));
    return result.failure === undefined ? EXIT.ok : EXIT.failed;
  });
}
