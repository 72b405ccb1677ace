import type { WrittenRule } from '#shared/faults/rules/rule';
import type { Scenario } from '../scenario.ts';
import type { Pace } from './running-target.ts';

interface Terms {
  /** Alerts need minutes. @default the scenario's */
  readonly faultSeconds?: number | undefined;
  readonly pace?: Pace | undefined;
}

/** A scenario as it is run: its load at the pace of the target, its fault phase as long as asked for, or so long that as many requests meet the fault. */
export function asRun(scenario: Scenario, { faultSeconds, pace }: Terms): Scenario {
  const { seconds } = scenario;
  const fault = faultSeconds ?? seconds.fault * (pace?.slowness ?? 1);
  const long = { ...scenario, seconds: { ...seconds, fault } };
  return pace ? atPace(long, pace) : long;
}

/** Fewer journeys a second, and as many times longer latencies: of calls, of what clients wait for, and of what is judged. */
function atPace(scenario: Scenario, { slowness }: Pace): Scenario {
  const { rate, load, limits, faults } = scenario;
  const slower = <L extends { readonly p95Ms: number }>(limit: L): L => ({
    ...limit,
    p95Ms: limit.p95Ms * slowness,
  });
  return {
    ...scenario,
    rate: rate / slowness,
    load: { ...load, ...(load.timeout_ms !== undefined && { timeout_ms: load.timeout_ms * slowness }) },
    limits: {
      steady: slower(limits.steady),
      ...(limits.fault && { fault: slower(limits.fault) }),
      recovery: slower(limits.recovery),
    },
    faults: faults.map((rule) => longer(rule, slowness)),
  };
}

/** Delays of whole calls must outlast the patience of clients, as they do elsewhere. */
const longer = (rule: WrittenRule, slowness: number): WrittenRule =>
  rule.mode === 'latency' && typeof rule.ms === 'number' ? { ...rule, ms: rule.ms * slowness } : rule;
