import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Trace } from '../engine-traces.ts';
import type { Evidence } from './evidence.ts';
import { type Experiment, isKill, skipOf, strikeId } from './experiment.ts';
import type { End, Lab } from './forms/form.ts';
import { describeAnswers } from './forms/place-order.ts';
import { isLie } from './liars.ts';
import { type Call, numbered, RECOVERY } from './place.ts';
import { readCalls } from './read-calls.ts';
import type { Held } from './read-hits.ts';
import type { Answer } from './send.ts';
import type { Sent } from './sent.ts';

export interface Result extends End {
  readonly experiment: Experiment;
  readonly answer: string;
  /** Whether every strike found its call. */
  readonly isReached: boolean;
  /** All calls of the request and of what came of it, as far as they are known. */
  readonly calls: readonly Call[];
}

interface Readings {
  readonly evidence: Evidence;
  readonly held: Held;
  readonly traces: readonly Trace[];
  readonly lab: Lab;
}

export function resultOf({ experiment, own, prepared, answers }: Sent, readings: Readings): Result {
  const { evidence, held, traces, lab } = readings;
  const { form, strikes } = experiment;
  const isReached = strikes.every(
    (_, at) => (held.get(`${own.id}/${strikeId(strikes, at)}`) ?? 0) > skipOf(strikes, at),
  );
  const mayBeUnknown = strikes.some((strike) => isKill(strike) || isLie(strike));
  const heldOf = (at: number, rule: string): number =>
    held.get(`${own.id}${at > 0 ? `.${at}` : ''}/${rule}`) ?? 0;
  const times = isDoubled(experiment) ? 2 : 1;
  const judged = { own, prepared, answers, traced: ordersIn(traces), held: heldOf, times, mayBeUnknown };
  const end = form.judge(judged, evidence, lab);
  return {
    ...end,
    problem: end.problem ?? blameOf(experiment, answers[0]),
    experiment,
    answer: describeAnswers(answers),
    isReached,
    calls: callsOf(experiment, traces),
  };
}

/** Modes after which a client is refused rightly: its token is none, or the answer was asked for. */
const REFUSING = ['clock_skew', 'key_rotated', 'status'];

/** Whether the whole request is done twice, as if its caller had sent it twice. */
const isDoubled = ({ form, strikes }: Experiment): boolean =>
  strikes.some(
    ({ mode, at: { place } }) =>
      mode.name === 'repeat' && place.shell === form.route && place.point.endsWith('.handler'),
  );

/** Where a failure is answered as a mistake of the caller. */
function blameOf(experiment: Experiment, answer: Answer | undefined): string | undefined {
  const { form, strikes } = experiment;
  const status = answer?.status ?? 0;
  if (status < 400 || status >= 500 || status === form.expects) return undefined;
  const mayRefuse =
    isDoubled(experiment) || strikes.some((strike) => REFUSING.includes(strike.mode.name) || isLie(strike));
  return mayRefuse ? undefined : `answered ${status}, as if the caller had made a mistake`;
}

const ordersIn = (traces: readonly Trace[]): readonly number[] => [
  ...new Set(
    traces
      .flatMap(({ spans }) => spans.map(({ attributes }) => Number(attributes[ATTRIBUTE.orderId] ?? 0)))
      .filter((id) => id > 0),
  ),
];

/**
 * The calls that traces show. A killed process reports none of its own: they are those of the situation up to the kill,
 * and recovery's come after.
 */
function callsOf({ form, strikes, situation }: Experiment, traces: readonly Trace[]): readonly Call[] {
  const seen = readCalls(traces, strikes);
  const kill = strikes.findLast(isKill);
  const { shell = '' } = kill?.at.place ?? {};
  if (!kill || (shell !== form.route && shell !== RECOVERY)) return seen;
  const until = situation.findIndex(
    ({ place, number }) => place.point === kill.at.place.point && number === kill.at.number,
  );
  const begin = seen.find(({ place }) => place.shell === RECOVERY)?.at;
  const later = begin === undefined ? [] : seen.filter(({ at }) => at >= begin);
  return numbered([...situation.slice(0, until + 1), ...later].map(({ place }) => place));
}
