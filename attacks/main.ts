import * as z from 'zod';
import { PORTS as NUMBERED } from '#local/http/ports';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { wholeNumber } from '#shared/settings/kinds';
import { buildFunctions } from '#stacks/build';
import { AttackedEngine } from './attacked-engine.ts';
import { drawAttack } from './port-attacks.ts';
import type { PortRun } from './port-run.ts';
import { PORTS, type PortName } from './ports.ts';
import { failureText, figures, printable } from './report.ts';
import { runAttacks } from './run.ts';

const COUNT = 2_000;
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(NUMBERED).map(([name, { number }]) => [name, number]),
);

/** Reads a port: its name, or its number under `npm start`. */
function portName(text: string, { addIssue }: z.RefinementCtx): PortName {
  const found = PORTS.find((name) => name === text || (name in NUMBERS && String(NUMBERS[name]) === text));
  if (found) return found;
  addIssue({
    code: 'custom',
    message: `${PORTS.join(', ')}, ${Object.values(NUMBERS).join(', ')}`,
    input: text,
  });
  return z.NEVER;
}

const PROGRAM = defineProgram({
  command: 'npm run attack --',
  about:
    'Sends generated requests to the ports of an engine of its own; the same seed sends the same requests.',
  options: {
    seed: { value: 'N', schema: wholeNumber().default(1), help: 'seed of all requests (default 1)' },
    port: {
      value: 'PORT',
      schema: z.array(z.string().transform(portName)).default([...PORTS]),
      multiple: true,
      help: `name or number of a port; may be repeated (default: ${PORTS.join(', ')})`,
    },
    count: {
      value: 'N',
      schema: wholeNumber().default(COUNT),
      help: `attacks at each port (default ${COUNT})`,
    },
    only: {
      value: 'N',
      schema: wholeNumber().optional(),
      help: 'send the attack of this number only, and print its bytes',
    },
  },
  notes: 'Exit code: 0 every request was answered or refused, 1 one was not, 2 no attack could be made.',
  async run({ options: { seed, port: ports, count, only } }) {
    await buildFunctions();
    await using engine = await AttackedEngine.start();
    const before = await engine.vitals();
    const runs: PortRun[] = [];
    for (const port of ports) {
      if (only !== undefined) {
        for (const { bytes } of drawAttack(seed, port, only, engine.known).steps)
          console.log(printable(bytes));
      }
      const run = await runAttacks(engine, {
        ...{ seed, port },
        ...(only === undefined ? { from: 0, count } : { from: only, count: 1 }),
      });
      runs.push(run);
      for (const failure of run.failures) console.log(failureText(seed, failure));
      if (!engine.isAlive) break;
    }
    if (engine.isAlive) console.log(`\n${figures(runs, before, await engine.vitals())}`);
    return runs.some(({ failures }) => failures.length > 0) ? EXIT.no : EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
