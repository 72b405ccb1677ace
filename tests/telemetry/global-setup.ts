import { missing } from './binaries.ts';

/** Tells once why tests are skipped. */
export function setup(): void {
  if (missing) console.log(`Most telemetry tests are skipped: this machine has no ${missing}.`);
}
