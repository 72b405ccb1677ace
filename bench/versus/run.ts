import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#shared/cli/errors';
import { screenTable } from '#shared/cli/screen-table';
import { messageOf } from '#shared/error-message';
import { ENDPOINTS, type Stage, setStage } from '../endpoints.ts';
import { openLoadOf, takeTurns } from '../interleaved.ts';
import { loadAverage, thisMachine } from '../machine.ts';
import { machineInWords } from '../machine-in-words.ts';
import { startSystem } from '../system.ts';
import { type Versus, versus } from './compare.ts';
import { VERSUS_HEAD, versusRow } from './rows.ts';
import { checkTargets, type Targets } from './targets.ts';

export interface VersusOptions {
  readonly targets: Targets;
  /** @default all that can be sent again and again */
  readonly rows: readonly string[] | undefined;
  readonly connections: readonly number[] | undefined;
  /** Length of a turn. */
  readonly seconds: number;
  readonly json: string | undefined;
  readonly signal: AbortSignal;
}

const ROUNDS = 8;
const CONNECTIONS = [8];
const CHAOS = 'chaos-switch';

/** Rows of the contract that each side can be asked again and again. */
const COMPARABLE = ENDPOINTS.filter(({ row, once = false }) => !once && row !== CHAOS);
export const COMPARABLE_ROWS: readonly string[] = COMPARABLE.map(({ row }) => row);

/**
 * Measures a system of its own and another implementation of the contract, in turns.
 * @throws UserError where the other one does not answer
 */
export async function runVersus(folder: string, options: VersusOptions): Promise<void> {
  const { targets, rows = COMPARABLE_ROWS, connections: all = CONNECTIONS, seconds, json, signal } = options;
  await checkTargets(targets);
  console.log(`${machineInWords(thisMachine())}; load average ${loadAverage()}`);
  await using system = await startSystem({ dataDir: join(folder, 'system') });
  const sides = [
    { name: 'ours', urls: system.urls, pid: system.pid, stage: await setStage(system.urls) },
    { name: 'theirs', urls: { ...targets, gateway: '' }, pid: undefined, stage: await stageOf(targets) },
  ] as const;
  const compared: Versus[] = [];
  for (const endpoint of COMPARABLE.filter(({ row }) => rows.includes(row))) {
    for (const connections of all) {
      process.stderr.write(`${endpoint.row}, ${connections} connections: ${ROUNDS} turns each\n`);
      await using stack = new AsyncDisposableStack();
      const runners = [];
      for (const { name, urls, pid, stage } of sides) {
        const load = stack.use(await openLoadOf(endpoint, urls, stage, connections));
        await load.run(seconds);
        runners.push({ name, pid, load });
      }
      const turns = await takeTurns(runners, { rounds: ROUNDS, seconds, signal });
      const [ours = [], theirs = []] = sides.map(({ name }) => turns.get(name));
      compared.push(versus({ row: endpoint.row, connections }, ours, theirs));
    }
  }
  console.log(screenTable([VERSUS_HEAD, ...compared.map(versusRow)]));
  console.log('Ratios are ours divided by theirs: medians of pairs of turns, with their 95 % intervals.');
  console.log('The CPU is that of this system; that of the other cannot be seen.');
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(compared, undefined, 2)}\n`);
}

async function stageOf(targets: Targets): Promise<Stage> {
  try {
    return await setStage({ ...targets, gateway: '' });
  } catch (error) {
    throw new UserError(
      `the other implementation does not sign up, log in, order or restock as the contract says (${messageOf(error)})`,
      { cause: error },
    );
  }
}
