import type { Mode, Seam, When } from '#shared/faults/modes/mode';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { type Form, formName } from './forms/form.ts';
import { type Call, nameOf } from './place.ts';

/** A mode with its parameters, at one moment of a call. */
export interface Blow {
  readonly mode: Mode;
  readonly when: When;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A blow at one call of a request. */
export interface Strike extends Blow {
  readonly at: Call;
}

/** A form of a request with up to three strikes at its calls. */
export interface Experiment {
  readonly form: Form;
  /** In the order of their calls. */
  readonly strikes: readonly Strike[];
  /** The calls up to the last strike and beyond, where it was planned. */
  readonly situation: readonly Call[];
}

/** Does nothing and leaves a trace: each call that it is held against shows that its point was reached. */
export const PROBE: WrittenRule = { point: '*', mode: 'latency', ms: 0 };
/** The id that the edge gives it: it stands first, so that a call is seen before anything is done to it. */
export const PROBE_ID = 'header-1';

/** Tries that a client makes of one call: with fewer hits its retry would hide the fault. */
const TRIES: Readonly<Partial<Record<Seam, number>>> = {
  postgresql: 3,
  dynamodb: 2,
  sqs: 2,
  http: 2,
  redis: 2,
};
/** What ends a call with an error, or its process. */
const ENDING = ['exception', 'timeout', 'kill'];

/**
 * The rules of strikes, the last one first: it is then outside of the others, and held against a call before an earlier
 * strike ends that call.
 */
export const rulesInHeader = (strikes: readonly Strike[]): readonly WrittenRule[] =>
  strikes.map((_, at) => ruleOf(strikes, at)).toReversed();

/** The id that the edge gives to the rule of a strike, behind the probe. */
export const strikeId = (strikes: readonly Strike[], at: number): string =>
  `header-${strikes.length - at + 1}`;

function ruleOf(strikes: readonly Strike[], at: number): WrittenRule {
  const { mode, when, params, at: call } = strikes[at] as Strike;
  const skip = skipOf(strikes, at);
  return {
    point: call.place.point,
    mode: mode.name,
    ...('interrupt' in mode && { when }),
    ...params,
    ...(skip > 0 && { skip }),
    times: TRIES[mode.seam as Seam] ?? 1,
  };
}

/** The number of calls that a strike lets pass. One that acts after calls is not held against those that failed. */
export function skipOf(strikes: readonly Strike[], at: number): number {
  const { at: call, when } = strikes[at] as Strike;
  const failed = strikes
    .slice(0, at)
    .filter((earlier) => earlier.at.place.point === call.place.point && isEnding(earlier));
  return call.number - 1 - (when === 'after' ? failed.length : 0);
}

export function describeBlow({ mode, when, params }: Blow): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [mode.name, ...('interrupt' in mode ? [when] : []), ...values].join(' ');
}

export const describeStrike = (strike: Strike): string =>
  `${describeBlow(strike)} at ${nameOf(strike.at.place)}`;

export const keyOf = ({ form, strikes }: Pick<Experiment, 'form' | 'strikes'>): string =>
  [formName(form), ...strikes.map(describeStrike)].join(' + ');

export const isEnding = ({ mode }: Blow): boolean => ENDING.includes(mode.name);
/** What leads to places that no request reaches by itself; what led there is told with the first of these. */
const CORE = ['decline', 'kill', 'exception'];
export const isCore = ({ mode }: Blow): boolean => CORE.includes(mode.name);

/** What takes seconds, the longest first. */
const SLOW = ['timeout', 'latency', 'cpu', 'slow', 'slow_body', 'slow_query', 'lock_held'];

/** How simple the story of an experiment is: of those that show the same, the first in this order is the one to look at. */
export const rankOf = ({ strikes }: Pick<Experiment, 'strikes'>): number =>
  strikes.reduce((sum, { mode: { name } }) => sum + 10 + (SLOW.includes(name) ? 9 : rankIn(CORE, name)), 0);

/** Those that take longest come first, so that the others run beside them. */
export const slowFirst = (one: Experiment, other: Experiment): number => paceOf(one) - paceOf(other);
const paceOf = ({ strikes }: Experiment): number =>
  Math.min(SLOW.length, ...strikes.map(({ mode }) => rankIn(SLOW, mode.name)));

const rankIn = (names: readonly string[], name: string): number =>
  names.includes(name) ? names.indexOf(name) : names.length;

export const isKill = ({ mode }: Blow): boolean => mode.name === 'kill';
