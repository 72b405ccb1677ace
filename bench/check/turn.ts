import { UserError } from '#shared/cli/errors';
import { type Load, openLoad } from '../load.ts';
import { EXPECTED, type LoadPlan } from '../load-plan.ts';
import { cpuOf, totalOf } from '../processes.ts';

/** Something that is measured again and again, for so many answers each time. */
export interface Turns extends AsyncDisposable {
  readonly row: string;
  /** Processor milliseconds per answer. @throws Error for unexpected answers, and where the platform does not report it */
  take(): Promise<number>;
}

export interface TurnsOptions {
  readonly row: string;
  readonly plan: LoadPlan;
  readonly rootPid: number;
  /** Answers of one turn; twice as many warm up. */
  readonly answers: number;
}

/** On a machine that is busy a turn ends with fewer answers. */
const LONGEST_TURN_SECONDS = 3;
const WARM_UP_TURNS = 2;

/** Opens the connections and warms up over them. */
export async function openTurns({ row, plan, rootPid, answers }: TurnsOptions): Promise<Turns> {
  const load = await openLoad(plan);
  await load.run(WARM_UP_TURNS * LONGEST_TURN_SECONDS, WARM_UP_TURNS * answers);
  return {
    row,
    take: () => measured(row, rootPid, load, answers),
    [Symbol.asyncDispose]: () => load[Symbol.asyncDispose](),
  };
}

async function measured(row: string, rootPid: number, load: Load, most: number): Promise<number> {
  const before = cpuOf(rootPid);
  const { answers, outcomes } = await load.run(LONGEST_TURN_SECONDS, most);
  const after = cpuOf(rootPid);
  if (!before || !after) throw new UserError('processor time is not reported on this platform');
  const { [EXPECTED]: expected = 0, ...others } = outcomes;
  if (expected < answers) throw new Error(`${row} got unexpected answers: ${JSON.stringify(others)}`);
  return (totalOf(after) - totalOf(before)) / answers;
}
