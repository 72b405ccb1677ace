import { EXIT } from '#shared/cli/program';
import { screenTable } from '#shared/cli/screen-table';
import { type ClimbedRung, climb } from '../ladder/climb.ts';
import { ladderNotes, ladderRows } from '../ladder/ladder-table.ts';
import { ladderData, writeLadder } from '../ladder/write-ladder.ts';
import type { RunOptions } from '../run/run-scenario.ts';
import type { Target } from '../run/running-target.ts';
import type { Scenario } from '../scenario.ts';
import { VERDICT_EXIT } from './interruption.ts';
import { say } from './say.ts';

interface Output {
  readonly json: boolean;
  /** Folder for the reports. */
  readonly folder: string | undefined;
}

/** Runs a scenario on every rung and prints the table. Returns the exit code. */
export async function runLadder(
  target: Target,
  scenario: Scenario,
  options: RunOptions,
  { json, folder }: Output,
): Promise<number> {
  const climbed = await climb(target, scenario, {
    ...options,
    onRung: ({ name, about }) => say(`== ${name}: ${about}`),
  });
  const text = [screenTable(ladderRows(climbed)), '', ...ladderNotes(climbed)].join('\n');
  process.stdout.write(json ? `${JSON.stringify(ladderData(climbed), undefined, 2)}\n` : `\n${text}\n`);
  if (folder !== undefined) for (const file of await writeLadder(folder, climbed)) say(`written: ${file}`);
  return ladderExit(climbed);
}

/** A limit that a rung misses is what the ladder is for; wrong data, or a run that proves nothing, is not. */
function ladderExit(climbed: readonly ClimbedRung[]): number {
  const reports = climbed.map(({ report }) => report);
  const isWrong = reports.some(({ checks }) =>
    checks.some(({ kind, holds }) => !holds && ['data', 'history'].includes(kind)),
  );
  if (reports.some(({ verdict }) => verdict === 'ABORTED')) return VERDICT_EXIT.ABORTED;
  if (isWrong) return VERDICT_EXIT.FAIL;
  return reports.some(({ verdict }) => verdict === 'INCONCLUSIVE') ? VERDICT_EXIT.INCONCLUSIVE : EXIT.ok;
}
