import { createHash } from 'node:crypto';
import type { Point } from '#shared/faults/points/point';
import { blowsAt } from './blows.ts';
import { type Experiment, keyOf, rankOf } from './experiment.ts';
import { openCalls } from './frontier.ts';
import { isLie } from './liars.ts';
import { type Call, nameOf, RECOVERY } from './place.ts';
import type { Result } from './result.ts';

/** What a second fault does: a call is not done, is done without its answer, or the process ends before or after it. */
const SECOND_MODES = ['exception', 'kill'];

const GRAVE_MODES = ['decline', 'kill'];
/** Whether what comes first leaves most to be done by others: then all seconds are tried, before the other modes. */
export const isGrave = ({ strikes }: Experiment): boolean =>
  strikes.slice(0, -1).every(({ mode }) => GRAVE_MODES.includes(mode.name));

/**
 * What can meet: a fault, and a second one at a call that comes after it; and one fault at each call of a special form of
 * a request. Of the faults after which the same calls come, with the same answer and end, one stands for all.
 * @param done keys of the experiments that ran
 * @returns those after the plainest faults first, and of these in an order drawn from the seed
 */
export function pairsOf(
  results: readonly Result[],
  points: readonly Point[],
  done: ReadonlySet<string>,
  seed: number,
): readonly Experiment[] {
  const firsts = results
    .filter(isFirst)
    .toSorted((one, other) => rankOf(one.experiment) - rankOf(other.experiment));
  const kinds = [...Map.groupBy(firsts, kindOf).values()].flatMap(([first]) => first ?? []);
  const pairs = new Map<
    string,
    { readonly pair: Experiment; readonly rank: number; readonly draw: string }
  >();
  for (const first of kinds) {
    for (const pair of secondsOf(first, points)) {
      const key = keyOf(pair);
      if (!done.has(key))
        pairs.set(key, { pair, rank: rankOf(first.experiment), draw: drawn(`${seed} ${key}`) });
    }
  }
  return [...pairs.values()]
    .toSorted((one, other) => one.rank - other.rank || (one.draw < other.draw ? -1 : 1))
    .map(({ pair }) => pair);
}

const drawn = (text: string): string => createHash('sha256').update(text).digest('hex');

const isFirst = ({ isReached, experiment: { form, strikes } }: Result): boolean =>
  isReached && form.isPlain !== true && strikes.length <= 1 && !strikes.some(isLie);

function kindOf(result: Result): string {
  const { form } = result.experiment;
  const places = callsToStrike(result).map(({ place }) => nameOf(place));
  return JSON.stringify([form.route, form.variant, places, result.answer, result.end]);
}

/** What fails inside a service that is called looks to its caller like a fault of the call. */
const callsToStrike = (result: Result): readonly Call[] =>
  openCalls(result).filter(
    ({ place: { shell } }) => shell === result.experiment.form.route || shell === RECOVERY,
  );

function secondsOf(first: Result, points: readonly Point[]): readonly Experiment[] {
  const {
    experiment: { form, strikes },
    calls: situation,
  } = first;
  const last = strikes.at(-1)?.at;
  return callsToStrike(first).flatMap((call) => {
    const point = points.find(({ name }) => name === call.place.point);
    const blows = point ? blowsAt(point).filter(({ mode }) => SECOND_MODES.includes(mode.name)) : [];
    // The first fault acts in the call itself, which a second one before it would prevent.
    const isSame = call.place.point === last?.place.point && call.number === last.number;
    const meeting = isSame ? blows.filter(({ when }) => when === 'after') : blows;
    return meeting.map((blow) => ({ form, strikes: [...strikes, { ...blow, at: call }], situation }));
  });
}
