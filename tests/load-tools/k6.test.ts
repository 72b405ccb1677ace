import { fileURLToPath } from 'node:url';
import { testLoadTool } from './suite.ts';

/** The k6 program itself is under the AGPL and no dependency; the shim has as much of its API as the scripts use. */
const SHIM = fileURLToPath(new URL('k6-shim/main.ts', import.meta.url));

testLoadTool(() => (scenario) => ({
  program: process.execPath,
  args: [SHIM, `scenarios/load/k6/${scenario}.js`],
}));
