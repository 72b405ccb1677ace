// npm run attack [-- --seed 1 --port engine --count 2000 --only 1234]: generated requests at the ports of an engine of its own.
import { parseArgs } from 'node:util';
import { PORTS as NUMBERED } from '#local/http/ports';
import { buildFunctions } from '#stacks/build';
import { AttackedEngine } from './attacked-engine.ts';
import { PORTS, type PortName } from './ports.ts';
import { failureText, figures, printable } from './report.ts';
import { drawAttack, type PortRun, runAttacks } from './run.ts';

const COUNT = 2_000;
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(NUMBERED).map(([name, { number }]) => [name, number]),
);

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    port: { type: 'string', multiple: true },
    count: { type: 'string', default: String(COUNT) },
    only: { type: 'string' },
  },
});

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new Error(`--${name} must be a whole number, not ${text}`);
}

/** By its name, or by the number that `npm start` gives it. */
function portName(text: string): PortName {
  const found = PORTS.find((name) => name === text || (name in NUMBERS && String(NUMBERS[name]) === text));
  if (found) return found;
  throw new Error(
    `--port must be one of ${PORTS.join(', ')} or of ${Object.values(NUMBERS).join(', ')}, not ${text}`,
  );
}

const seed = wholeNumber('seed', values.seed);
const ports = values.port?.map(portName) ?? PORTS;
const only = values.only === undefined ? undefined : wholeNumber('only', values.only);
const count = only === undefined ? wholeNumber('count', values.count) : 1;

await buildFunctions();
await using engine = await AttackedEngine.start();
const before = await engine.vitals();
const runs: PortRun[] = [];
for (const port of ports) {
  if (only !== undefined) {
    for (const { bytes } of drawAttack(seed, engine, port, only).steps) console.log(printable(bytes));
  }
  const run = await runAttacks(engine, { seed, port, from: only ?? 0, count });
  runs.push(run);
  for (const failure of run.failures) console.log(failureText(seed, failure));
  if (!engine.isAlive) break;
}
if (engine.isAlive) console.log(`\n${figures(runs, before, await engine.vitals())}`);
process.exitCode = runs.some(({ failures }) => failures.length > 0) ? 1 : 0;
