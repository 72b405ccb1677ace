import { connectStores } from '#oracle/stores/connect';
import { findStores } from '#oracle/stores/settings';
import { EXIT, readArguments, runCommand, UsageError } from '#shared/cli/program';
import { readHistory } from './order-history.ts';
import { traceJson, traceText } from './trace-report.ts';

const ALLOWED = '<order id>, --json, --help';
const HELP = `Usage: npm run trace-order -- <order id> [--json]

Tells what happened to one order, from what the stores know: its decisions, its portions, its money, its dead letters
and its copy in the cache. Exit code 1 for an order that no store knows.
`;

interface Arguments {
  readonly orderId: number;
  readonly json: boolean;
}

/** @throws UsageError */
export function parseTraceArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = readArguments(
    args,
    { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    ALLOWED,
  );
  if (values.help) return 'help';
  const [text, stranger] = positionals;
  if (text === undefined) throw new UsageError(`no order id given; allowed: ${ALLOWED}`);
  if (stranger !== undefined) throw new UsageError(`"${stranger}" is not understood; allowed: ${ALLOWED}`);
  const orderId = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(orderId)) {
    throw new UsageError(`an order id is a whole number such as 117553250967552, not "${text}"`);
  }
  return { orderId, json: values.json };
}

if (import.meta.main) {
  await runCommand(async (args, env) => {
    const parsed = parseTraceArguments(args);
    if (parsed === 'help') {
      process.stdout.write(HELP);
      return EXIT.ok;
    }
    using stores = connectStores(await findStores(env));
    const history = await readHistory(stores, parsed.orderId);
    if (!history) {
      process.stderr.write(`no store knows order ${parsed.orderId}\n`);
      return EXIT.negative;
    }
    process.stdout.write(parsed.json ? traceJson(history) : traceText(history));
    return EXIT.ok;
  });
}
