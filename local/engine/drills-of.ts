import { join } from 'node:path';
import type { DrillOptions } from '../console/drills/drill-run.ts';
import type { RunProgram } from './programs.ts';

/** Drills by `npm run drill`, whose session is in this engine's data folder. */
export const drillsOf = (runProgram: RunProgram, dataDir: string): DrillOptions => ({
  run: (words, signal) => runProgram('drills/main.ts', words, signal),
  sessionFile: join(dataDir, 'drill.json'),
});
