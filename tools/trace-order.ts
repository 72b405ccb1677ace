import '#shared/cli/quiet-libraries';
import { openStores } from '#oracle/stores/open-stores';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { wholeNumber } from '#shared/settings/kinds';
import { readHistory } from './order-history.ts';
import { readHits } from './order-hits.ts';
import { traceJson, traceText } from './trace-report.ts';

const PROGRAM = defineProgram({
  command: 'npm run trace-order --',
  about:
    'Shows the history of one order as the stores hold it: decisions, portions, money, dead letters, and its copy in the cache; and the faults that the traces of a running engine show.',
  args: { orderId: { label: 'order id', schema: wholeNumber() } },
  options: { json: { help: 'print JSON only' } },
  notes: 'Exit code: 0 a store holds the order, 1 no store holds it, 2 a store cannot be read.',
  async run({ args: { orderId }, options }, env) {
    using stores = await openStores(env);
    const history = await readHistory(stores, orderId, await readHits(env, orderId));
    if (!history) {
      process.stderr.write(`no store holds order ${orderId}\n`);
      return EXIT.no;
    }
    process.stdout.write(options.json ? traceJson(history) : traceText(history));
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
