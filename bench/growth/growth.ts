import { startSystem } from '../system.ts';
import { fill } from './fill.ts';
import { inhabit } from './inhabit.ts';
import { type Contender, type MeasureOptions, measureRow, type RowFigures } from './measure.ts';
import { GROWTH_ROWS } from './rows.ts';

export interface GrowthOptions extends MeasureOptions {
  readonly sizes: readonly number[];
  /** @default all */
  readonly only?: readonly string[] | undefined;
}

/** Fills a system for each size, and measures the rows on all of them at once. */
export async function measureGrowth(
  folder: string,
  options: GrowthOptions,
  say: (text: string) => void,
): Promise<RowFigures[]> {
  const { sizes, only, signal } = options;
  const filled = [];
  for (const size of sizes) {
    signal.throwIfAborted();
    filled.push(await fill(folder, size, say));
  }
  await using stack = new AsyncDisposableStack();
  const contenders: Contender[] = [];
  for (const { dataDir, population } of filled) {
    say(`starting the system of size ${population.size}`);
    const system = stack.use(await startSystem({ dataDir }, true));
    contenders.push({ system, inhabited: await inhabit(system, population) });
  }
  const rows: RowFigures[] = [];
  for (const row of GROWTH_ROWS.filter((each) => only?.includes(each.name) ?? true)) {
    say(`measuring ${row.row}`);
    rows.push(await measureRow(row, contenders, options));
  }
  return rows;
}
