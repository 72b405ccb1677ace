import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { userPath } from '#shared/cli/user-path';
import { checkWritable } from '#shared/cli/writable-file';
import { JOURNEYS } from './journeys/journeys.ts';
import { startLoad } from './load.ts';
import { OPTIONS } from './program/options.ts';
import { chosenPlan } from './program/plan-of.ts';
import { secondLine } from './program/second-line.ts';
import { summaryText } from './program/summary.ts';
import { targetUrls } from './program/target.ts';

const STOPPED_BY_SIGNAL = 130;
const WIDTH = 18;

const PROGRAM = defineProgram({
  command: 'npm run load --',
  about:
    'Loads the system with journeys of clients, and reports latency from when each request should have been sent (docs/load.md).',
  options: OPTIONS,
  notes: `Journeys:
${Object.entries(JOURNEYS)
  .map(([name, { about }]) => `  ${name.padEnd(WIDTH)}${about}`)
  .join('\n')}

Exit code: 0 done, 1 inconclusive: the generator was the limit, 2 it could not be done.
Without --url the services are those of the engine on ENGINE_PORT (8004), or those at USER_URL, RESTAURANT_URL and ORDER_URL.
CHAOS_KEY is sent with --chaos where a stage asks for a key. Ctrl-C ends the load and prints the summary. Menus sell out: npm run restock fills them.`,
  async run({ options }, env) {
    const plan = chosenPlan(options, env);
    const history = options.history === undefined ? undefined : userPath(options.history, env);
    if (history !== undefined) checkWritable(history);
    const urls = plan.urls ?? (await targetUrls(options.url, env));
    await using load = startLoad({ ...plan, urls, ...(history !== undefined && { history }) });
    let isInterrupted = false;
    const interrupt = (): void => {
      // the second time at once, without the answers to come
      if (isInterrupted) void load[Symbol.asyncDispose]();
      isInterrupted = true;
      void load.stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
    if (!options.json) load.onSecond((sample) => process.stdout.write(`${secondLine(sample)}\n`));
    const result = await load.ended;
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `\n${summaryText(result)}\n`);
    if (isInterrupted) return STOPPED_BY_SIGNAL;
    return result.conclusion === 'conclusive' ? EXIT.ok : EXIT.no;
  },
});

process.exitCode = await runProgram(PROGRAM);
