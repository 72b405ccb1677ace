import type { Verdict } from '#oracle/verdict';
import { reportedAlerts, watchedUntilS } from '../alerts/reported-alerts.ts';
import type { ReportedCheck } from '../report/run-report.ts';
import { lostPortions } from '../run/conservation.ts';
import type { Observation } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario.ts';
import { alertChecks } from './alert-checks.ts';
import { atLeast, atMost, none } from './check.ts';
import { historyChecks } from './history-checks.ts';
import { answerChecks, limitChecks, recoveredAtS } from './limit-checks.ts';

/** Every check of a run, in the order of the report. */
export function allChecks(scenario: Scenario, seen: Observation): ReportedCheck[] {
  const { limits } = scenario;
  const ofPhase = (phase: 'steady' | 'fault' | 'recovery') => {
    const of = limits[phase];
    return of ? limitChecks(phase, of, seen.load, seen.samples) : [];
  };
  const ofFault = (): ReportedCheck[] => [
    ...faultChecks(seen),
    ...ofPhase('fault'),
    ...answerChecks(scenario, seen.load),
    recoveryCheck(scenario, seen),
  ];
  return [
    ...ofPhase('steady'),
    steadyCheck(seen),
    ...(seen.unsteady === undefined ? ofFault() : []),
    ...dataChecks(seen),
    ...(seen.verdict ? historyChecks(seen.known, seen.verdict.snapshot.orders, seen.users) : []),
    ...(seen.unsteady === undefined ? alertChecksOf(scenario, seen) : []),
    honestyCheck(seen),
  ];
}

/** Without a steady state no fault is let in. */
const steadyCheck = ({ unsteady }: Observation): ReportedCheck =>
  none(
    { name: 'steady state', kind: 'honesty', claim: 'the system keeps its limits before the fault' },
    unsteady === undefined ? [] : [unsteady],
  );

/** A run that was to observe alerts proves nothing without them. */
function alertChecksOf({ truth }: Scenario, { alerts, timeline, startedAtMs }: Observation): ReportedCheck[] {
  if (!alerts) return [];
  if ('problem' in alerts) {
    const claim = 'Prometheus says which alerts fired';
    return [none({ name: 'alerts', kind: 'honesty', claim }, [alerts.problem])];
  }
  const run = { startedAtMs, faultS: timeline.fault.fromS, watched: alerts };
  const untilS = watchedUntilS(run) ?? 0;
  return alertChecks(reportedAlerts(truth.alerts, run), { faultS: run.faultS, untilS });
}

/** A rule may be one that does not act in this very run only where another one of the same id did. */
function faultChecks({ faults }: Observation): ReportedCheck[] {
  return [...Map.groupBy(faults, ({ id }) => id)].map(([id, ofId]) => {
    const hits = ofId.reduce((sum, fault) => sum + (fault.hits ?? 0), 0);
    const claim = `${ofId[0]?.rule.mode} at ${ofId[0]?.rule.point} acted`;
    return atLeast({ name: `fault ${id}`, kind: 'fault', claim }, hits, 1, 'hits');
  });
}

function recoveryCheck({ limits, seconds }: Scenario, { samples, timeline }: Observation): ReportedCheck {
  const at = recoveredAtS(samples, limits.recovery);
  const facts = {
    name: 'recovery',
    kind: 'limit',
    claim: `failed at most ${limits.recovery.failedPercent} %, p95 at most ${limits.recovery.p95Ms} ms, and staying so`,
  } as const;
  if (at === undefined) {
    return {
      ...{ ...facts, comparison: 'at most', holds: false },
      ...{ value: `not within ${seconds.recovery} s`, limit: seconds.recovery, unit: 's' },
      ...{ margin_percent: null, first_violated_s: timeline.recovery.fromS },
    };
  }
  // the second that a sample stands for ends with it
  return atMost(facts, Math.max(0, at - 1 - timeline.recovery.fromS), seconds.recovery, { unit: 's' });
}

function dataChecks({ verdict, conservation }: Observation): ReportedCheck[] {
  const lost = conservation.filter((reading) => lostPortions(reading) !== 0);
  const stock = none(
    { name: 'stock per second', kind: 'data', claim: 'stocked = sold + left, at each reading' },
    lost.map((reading) => `${lostPortions(reading)} portions at ${reading.s.toFixed(0)} s`),
    lost[0]?.s,
  );
  if (!verdict) {
    const facts = { name: 'at rest', kind: 'data', claim: 'every order comes to rest' } as const;
    return [stock, none(facts, ['recovery messages are left'])];
  }
  return [stock, ...verdict.results.map(oracleCheck)];
}

const oracleCheck = ({ rule, violations }: Verdict['results'][number]): ReportedCheck =>
  none(
    { name: rule.name, kind: 'data', claim: rule.claim },
    violations.map(({ subject, expected, found }) => `${subject}: ${found}, expected ${expected}`),
  );

function honestyCheck({ load }: Observation): ReportedCheck {
  const claim = 'the generator sent what it claims, in time';
  return none({ name: 'honest load', kind: 'honesty', claim }, load.reasons);
}
