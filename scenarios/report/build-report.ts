import { thisMachine } from '#bench/machine';
import { outcomeClass } from '#load/measure/outcome';
import type { Sample } from '#load/measure/sample';
import { reportedAlerts, watchedUntilS } from '../alerts/reported-alerts.ts';
import { costOf } from '../cost/estimate.ts';
import type { Observation, RunOptions } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario.ts';
import type { Decision } from '../verdict/decide.ts';
import { commandOf } from './command-of.ts';
import { endpointsOf } from './endpoints-of.ts';
import { endsOf } from './ends-of.ts';
import { honestyOf } from './honesty-of.ts';
import { loadInWords } from './load-in-words.ts';
import {
  type PHASES,
  REPORT_SCHEMA,
  type ReportedCheck,
  type ReportedSecond,
  type RunReport,
} from './run-report.ts';

interface Facts {
  readonly scenario: Scenario;
  readonly target: string;
  readonly options: RunOptions;
  readonly commit: string | undefined;
  readonly seen: Observation;
  readonly checks: readonly ReportedCheck[];
  readonly decision: Decision;
}

/** Brings what was seen into the form that all reports are made of. */
export function buildReport(facts: Facts): RunReport {
  const { scenario, target, options, seen, decision, checks, commit = null } = facts;
  const { seed, unprotected = null } = options;
  const { timeline, load, verdict, startedAtMs } = seen;
  const watch = { startedAtMs, faultS: timeline.fault.fromS, watched: seen.alerts };
  return {
    schema: REPORT_SCHEMA,
    scenario: { name: scenario.name, summary: scenario.summary },
    ...decision,
    command: commandOf(scenario.name, target, options),
    ...{ seed, target, unprotected, commit },
    started_at: new Date(startedAtMs).toISOString(),
    machine: thisMachine(),
    load: loadInWords(scenario),
    phases: phasesOf(seen),
    faults: seen.faults.map(({ id, service, rule, hits = null }) => ({
      ...{ id, service, rule, hits },
      from_s: timeline.rules.fromS,
      to_s: Math.min(timeline.rules.toS, seen.ended?.atS ?? Number.POSITIVE_INFINITY),
    })),
    checks: [...checks],
    seconds: seen.samples.map(secondOf),
    conservation: [...seen.conservation],
    endpoints: endpointsOf(load.sections),
    ends: verdict ? endsOf(verdict.snapshot, seen.users) : [],
    alerts: reportedAlerts(scenario.truth.alerts, watch),
    alerts_until_s: watchedUntilS(watch),
    cost: costOf(seen.orders),
    traces: [...seen.traces],
    oracle: verdict
      ? {
          holds: verdict.holds,
          rules: verdict.results.map(({ rule: { name, claim }, checked, violations }) => ({
            ...{ name, claim, checked },
            violations: [...violations],
          })),
        }
      : null,
    honesty: honestyOf(seen),
  };
}

/** Those that began; the last one of a run that was ended is as long as it lasted. */
function phasesOf({ timeline, settleSeconds, ended }: Observation): RunReport['phases'] {
  const { steady, fault, recovery } = timeline;
  const settle = { fromS: recovery.toS, toS: recovery.toS + settleSeconds };
  const endS = ended?.atS ?? settle.toS;
  return Object.entries({ steady, fault, recovery, settle })
    .filter(([, { fromS }]) => fromS <= endS)
    .map(([name, { fromS, toS }]) => ({
      name: name as (typeof PHASES)[number],
      from_s: fromS,
      to_s: Math.min(toS, endS),
    }));
}

function secondOf({ second, sent, dropped, in_flight, all }: Sample): ReportedSecond {
  const count = (...classes: readonly string[]): number =>
    Object.entries(all.outcomes)
      .filter(([outcome]) => classes.includes(outcomeClass(outcome)))
      .reduce((sum, [, each]) => sum + each, 0);
  const { intended, sent: actual } = all.latency_ms;
  const isQuiet = all.ended === 0;
  return {
    s: second,
    ...{ sent, dropped, in_flight },
    ok: count('ok'),
    refused: count('refused'),
    failed: count('failed', 'unanswered'),
    p50_ms: isQuiet ? null : intended.p50,
    p95_ms: isQuiet ? null : intended.p95,
    p99_ms: isQuiet ? null : intended.p99,
    actual_p95_ms: isQuiet ? null : actual.p95,
  };
}
