import type { LoadResult, Section } from '#load/measure/load-result';
import { outcomeClass } from '#load/measure/outcome';
import type { Figures, Sample } from '#load/measure/sample';
import type { ReportedCheck } from '../report/run-report.ts';
import type { Limits, Scenario } from '../scenario.ts';
import { atLeast, atMost } from './check.ts';

const PERCENT = 100;

/** Share of requests with a 5xx or without an answer, in percent. */
export const failedPercent = (figures: Pick<Figures, 'ended' | 'outcomes'>): number =>
  failedPercentOf([figures]);

/** The same of several figures together. */
function failedPercentOf(all: readonly Pick<Figures, 'ended' | 'outcomes'>[]): number {
  const ended = all.reduce((sum, figures) => sum + figures.ended, 0);
  const failed = all
    .flatMap(({ outcomes }) => Object.entries(outcomes))
    .filter(([outcome]) => ['failed', 'unanswered'].includes(outcomeClass(outcome)))
    .reduce((sum, [, count]) => sum + count, 0);
  return ended === 0 ? 0 : (PERCENT * failed) / ended;
}

/** The seconds of a phase in which requests ended. */
const secondsOf = (phase: string, samples: readonly Sample[]): readonly Sample[] =>
  samples.filter(({ section, all: { ended } }) => section === phase && ended > 0);

export const isWithin = (figures: Figures, { failedPercent: most, p95Ms }: Limits): boolean =>
  failedPercent(figures) <= most && figures.latency_ms.intended.p95 <= p95Ms;

/** Checks one phase of the load against its limits. */
export function limitChecks(
  phase: string,
  limits: Limits,
  { sections }: LoadResult,
  samples: readonly Sample[],
): ReportedCheck[] {
  const section = sections.find(({ name }) => name === phase);
  if (!section) return [];
  const { all } = section;
  const inPhase = secondsOf(phase, samples);
  const firstS = (violates: (figures: Figures) => boolean): number | undefined =>
    inPhase.find((sample) => violates(sample.all))?.second;
  return [
    atMost(
      {
        name: `${phase}: failed`,
        kind: 'limit',
        claim: 'requests that end in a 5xx or without an answer',
      },
      failedPercent(all),
      limits.failedPercent,
      { unit: '%', firstViolatedS: firstS((figures) => failedPercent(figures) > limits.failedPercent) },
    ),
    atMost(
      { name: `${phase}: p95`, kind: 'limit', claim: 'from the intended send until the answer' },
      all.latency_ms.intended.p95,
      limits.p95Ms,
      { unit: 'ms', firstViolatedS: firstS(({ latency_ms }) => latency_ms.intended.p95 > limits.p95Ms) },
    ),
  ];
}

/**
 * Why a phase that is over was not within its limits, as far as its seconds say: failures in all of it, or a p95 that
 * more than half of its seconds do not keep.
 */
export function notWithin(phase: string, limits: Limits, samples: readonly Sample[]): string | undefined {
  const seconds = secondsOf(phase, samples);
  const failed = failedPercentOf(seconds.map(({ all }) => all));
  if (seconds.length === 0) return 'no request was answered';
  if (failed > limits.failedPercent) return `${failed.toFixed(1)} % of the requests failed`;
  const slow = seconds.filter(({ all }) => all.latency_ms.intended.p95 > limits.p95Ms);
  if (slow.length * 2 <= seconds.length) return undefined;
  return `the p95 is above ${limits.p95Ms} ms in ${slow.length} of ${seconds.length} seconds`;
}

/** The second from which every later one keeps the limits; undefined where the last one does not. */
export function recoveredAtS(samples: readonly Sample[], limits: Limits): number | undefined {
  let since: number | undefined;
  for (const sample of samples) {
    if (sample.section !== 'recovery' || sample.all.ended === 0) continue;
    if (!isWithin(sample.all, limits)) since = undefined;
    else since ??= sample.second;
  }
  return since;
}

/** Checks the shares of answers that the scenario asks for. */
export function answerChecks(
  { answers = [] }: Pick<Scenario, 'answers'>,
  { sections }: LoadResult,
): ReportedCheck[] {
  return answers.flatMap(({ phase, step, outcome, leastPercent, mostPercent }) => {
    const share = shareOf(
      sections.find(({ name }) => name === phase),
      step,
      outcome,
    );
    const name = `${phase}: ${step} ${outcome}`;
    const isRange = leastPercent !== undefined && mostPercent !== undefined;
    const claim = `share of ${step} that is answered ${outcome}`;
    const least =
      leastPercent === undefined
        ? []
        : [
            atLeast(
              { name: isRange ? `${name}, least` : name, kind: 'limit', claim },
              share,
              leastPercent,
              '%',
            ),
          ];
    const most =
      mostPercent === undefined
        ? []
        : [
            atMost({ name: isRange ? `${name}, most` : name, kind: 'limit', claim }, share, mostPercent, {
              unit: '%',
            }),
          ];
    return [...least, ...most];
  });
}

function shareOf(section: Section | undefined, step: string, outcome: string): number {
  const steps = section?.steps.filter((each) => each.step === step) ?? [];
  const ended = steps.reduce((sum, each) => sum + each.ended, 0);
  const found = steps.reduce((sum, { outcomes }) => sum + (outcomes[outcome] ?? 0), 0);
  return ended === 0 ? 0 : (PERCENT * found) / ended;
}
