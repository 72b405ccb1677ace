import type { Observation } from '../run/run-scenario.ts';
import { endsOf } from './ends-of.ts';
import type { RunReport } from './run-report.ts';

type Honesty = RunReport['honesty'];
type Seen = Pick<Observation, 'load' | 'systemCpu' | 'verdict' | 'users' | 'functions' | 'faults'>;

const PERCENT = 100;
/** The mode that answers as a DynamoDB does of which more is asked than it takes. */
const THROTTLED = 'throttled';

/** How far the figures are those of the system. */
export const honestyOf = (seen: Seen): Honesty => ({
  generator_cpu_percent: PERCENT * seen.load.cpu_share,
  late_p99_ms: seen.load.late_ms.p99,
  dropped_percent: droppedPercent(seen),
  system_cpu_ms_per_order: cpuPerOrder(seen),
  cpu: Object.entries(seen.systemCpu ?? {}).map(([process, cpu_ms]) => ({ process, cpu_ms })),
  cold_starts: seen.functions?.coldStarts ?? null,
  throttles: throttlesOf(seen),
});

const droppedPercent = ({ load: { begun, dropped } }: Seen): number =>
  begun === 0 ? 0 : (PERCENT * dropped) / (begun + dropped);

function cpuPerOrder({ systemCpu, verdict, users }: Seen): number | null {
  const orders = verdict ? endsOf(verdict.snapshot, users).reduce((sum, { count }) => sum + count, 0) : 0;
  if (!systemCpu || orders === 0) return null;
  return Object.values(systemCpu).reduce((sum, ms) => sum + ms, 0) / orders;
}

/** Calls that the engine refused, and tries at DynamoDB that a rule throttled: the engine's DynamoDB has no limit of its own. */
export function throttlesOf({ functions, faults }: Pick<Seen, 'functions' | 'faults'>): number | null {
  const ofRules = faults.filter(({ rule }) => rule.mode === THROTTLED).map(({ hits }) => hits);
  if (!functions) return null;
  return ofRules.reduce<number | null>(
    (sum, hits) => (sum === null || hits === undefined ? null : sum + hits),
    functions.throttled,
  );
}
