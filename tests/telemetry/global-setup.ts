import { missing } from './binaries.ts';

/** Tells once why tests are skipped. */
export function setup(): void {
  if (missing) console.log(`Telemetry tests are skipped; what this machine does not have: ${missing}.`);
}
