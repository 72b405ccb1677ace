import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Ratios } from './rounds.ts';

const FILE = fileURLToPath(new URL('./ratios.json', import.meta.url));

const Committed = z.strictObject({
  /** For people: date and machine of the run. */
  recorded: z.string(),
  rows: z.record(z.string(), z.number().positive()),
});

/** The ratios that are compared with. */
export const committedRatios = (): z.infer<typeof Committed> =>
  Committed.parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** Replaces them. @param recorded date and machine */
export function writeRatios(rows: Ratios, recorded: string): void {
  const rounded = Object.fromEntries(
    Object.entries(rows).map(([row, ratio]) => [row, Number(ratio.toPrecision(3))]),
  );
  writeFileSync(FILE, `${JSON.stringify({ recorded, rows: rounded }, undefined, 2)}\n`);
}
