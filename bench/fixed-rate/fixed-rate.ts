import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenTable } from '#shared/cli/screen-table';
import { setStage } from '../endpoints.ts';
import { loadAverage, thisMachine } from '../machine.ts';
import { machineInWords } from '../machine-in-words.ts';
import { startSystem } from '../system.ts';
import { USUAL_RATES } from './journeys.ts';
import { measureAtRate, type RateCell } from './measure.ts';
import { RATE_HEAD, rateNotes, rateRow } from './rows.ts';

export interface FixedRateOptions {
  readonly rate: number;
  /** @default those of a whole run */
  readonly rows: readonly string[] | undefined;
  readonly seconds: number;
  readonly json: string | undefined;
  readonly signal: AbortSignal;
}

/** Measures rows at one rate of arrivals, in a system of its own. */
export async function fixedRate(folder: string, options: FixedRateOptions): Promise<void> {
  const { rate, seconds, json, signal } = options;
  const rows = options.rows ?? USUAL_RATES.map(([row]) => row);
  console.log(`${machineInWords(thisMachine())}; load average ${loadAverage()}`);
  await using system = await startSystem({ dataDir: join(folder, 'system') });
  await setStage(system.urls);
  const cells: RateCell[] = [];
  for (const row of rows) {
    signal.throwIfAborted();
    cells.push(await measureAtRate(system, { row, rate, seconds }));
  }
  console.log(screenTable([RATE_HEAD, ...cells.map(rateRow)]));
  for (const note of cells.flatMap(rateNotes)) console.log(note);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(cells, undefined, 2)}\n`);
}
