import { IS_FULL } from './full.ts';

/** Test files that take long and that few changes can break. Only the full form of their suites runs them. */
const LONG_FILES = [
  'tests/cli/foreign-shell.test.ts',
  'tests/engine/full-disk.test.ts',
  'tests/engine/leftover-faults.test.ts',
  'tests/engine/unread-output.test.ts',
  'tests/engine/without-proc.test.ts',
  'tests/telemetry/scenario-alerts.test.ts',
];

/** Those that a run leaves out for their time. */
export const leftToTheFullForm: readonly string[] = IS_FULL ? [] : LONG_FILES;
