import { thisMachine } from '#bench/machine';
import type { Section } from '#load/measure/load-result';
import { outcomeClass } from '#load/measure/outcome';
import type { Figures, Sample } from '#load/measure/sample';
import type { ProtectionName } from '#shared/faults/protections/protection';
import type { Observation } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario.ts';
import type { Decision } from '../verdict/decide.ts';
import { failedPercent } from '../verdict/limit-checks.ts';
import { endsOf } from './ends-of.ts';
import { honestyOf } from './honesty-of.ts';
import { loadInWords } from './load-in-words.ts';
import { REPORT_SCHEMA, type ReportedCheck, type ReportedSecond, type RunReport } from './run-report.ts';

interface Facts {
  readonly scenario: Scenario;
  readonly target: string;
  readonly seed: number;
  readonly unprotected: ProtectionName | undefined;
  readonly commit: string | undefined;
  readonly seen: Observation;
  readonly checks: readonly ReportedCheck[];
  readonly decision: Decision;
}

/** Brings what was seen into the form that all reports are made of. */
export function buildReport(facts: Facts): RunReport {
  const { scenario, target, seed, unprotected = null, seen, decision, checks, commit = null } = facts;
  const { timeline, load, verdict } = seen;
  const endS = timeline.recovery.toS;
  return {
    schema: REPORT_SCHEMA,
    scenario: { name: scenario.name, summary: scenario.summary },
    ...decision,
    command: commandOf(facts),
    ...{ seed, target, unprotected, commit },
    started_at: new Date(seen.startedAtMs).toISOString(),
    machine: thisMachine(),
    load: loadInWords(scenario),
    phases: [
      { name: 'steady', from_s: timeline.steady.fromS, to_s: timeline.steady.toS },
      { name: 'fault', from_s: timeline.fault.fromS, to_s: timeline.fault.toS },
      { name: 'recovery', from_s: timeline.recovery.fromS, to_s: endS },
      { name: 'settle', from_s: endS, to_s: endS + seen.settleSeconds },
    ],
    faults: seen.faults.map(({ id, service, rule, hits = null }) => ({
      ...{ id, service, rule, hits },
      from_s: timeline.rules.fromS,
      to_s: timeline.rules.toS,
    })),
    checks: [...checks],
    seconds: seen.samples.map(secondOf),
    conservation: [...seen.conservation],
    endpoints: endpointsOf(load.sections),
    ends: verdict ? endsOf(verdict.snapshot, seen.users) : [],
    alerts: [],
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

function commandOf({ scenario, target, seed, unprotected }: Facts): string {
  const options = [
    `--seed ${seed}`,
    ...(target === 'engine' ? [] : [`--target ${target}`]),
    ...(unprotected === undefined ? [] : [`--unprotected ${unprotected}`]),
  ];
  return `npm run scenario -- ${scenario.name} ${options.join(' ')}`;
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

type Endpoint = RunReport['endpoints'][number];

/** Figures of each step in each phase. Steps of several journeys stand apart: their clients do different things before. */
function endpointsOf(sections: readonly Section[]): Endpoint[] {
  const of = (phase: string) => sections.find(({ name }) => name === phase)?.steps ?? [];
  const keys = new Set(['steady', 'fault', 'recovery'].flatMap((phase) => of(phase).map(keyOf)));
  const figures = (phase: string, key: string): Endpoint['steady'] =>
    figuresOf(of(phase).find((step) => keyOf(step) === key));
  return [...keys].toSorted().map((name) => ({
    name,
    steady: figures('steady', name),
    fault: figures('fault', name),
    recovery: figures('recovery', name),
  }));
}

const keyOf = ({ journey, step }: { readonly journey: string; readonly step: string }): string =>
  `${step} (${journey})`;

function figuresOf(figures: Figures | undefined): Endpoint['steady'] {
  if (!figures) return { count: 0, failed_percent: 0, p50_ms: null, p95_ms: null, p99_ms: null };
  const { p50, p95, p99 } = figures.latency_ms.intended;
  return {
    count: figures.ended,
    failed_percent: failedPercent(figures),
    ...{ p50_ms: p50, p95_ms: p95, p99_ms: p99 },
  };
}
