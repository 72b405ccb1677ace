import type { Point } from '#shared/faults/points/point';
import { blowsAt } from './blows.ts';
import { type Experiment, isEnding, rankOf } from './experiment.ts';
import { isLie } from './liars.ts';
import { type Call, nameOf } from './place.ts';
import type { Result } from './result.ts';

/** Rules of a header beside the probe, of which one is kept for a pair. */
const MOST_CAUSES = 2;
/** A place that was reached, and how to get there again. */
export interface Discovery {
  readonly call: Call;
  readonly by: Result;
}

/** The places that are known. */
export class Frontier {
  readonly #known = new Set<string>();
  readonly #points: ReadonlyMap<string, Point>;

  constructor(points: readonly Point[]) {
    this.#points = new Map(points.map((point) => [point.name, point]));
  }

  /** Learns what these results reached. @returns the places that no earlier ones did, each by its simplest cause */
  learn(results: readonly Result[]): readonly Discovery[] {
    const found: Discovery[] = [];
    for (const by of results
      .filter(isLesson)
      .toSorted((one, other) => rankOf(one.experiment) - rankOf(other.experiment))) {
      for (const call of openCalls(by).filter(({ place }) => place.shell !== '')) {
        const name = nameOf(call.place);
        if (this.#known.has(name)) continue;
        this.#known.add(name);
        found.push({ call, by });
      }
    }
    return found;
  }

  /** Every mode that fits at a place, once. */
  strikes({ call, by: { experiment, calls } }: Discovery): readonly Experiment[] {
    const point = this.#points.get(call.place.point);
    return (point ? blowsAt(point) : []).map((blow) => ({
      form: experiment.form,
      strikes: [...experiment.strikes, { ...blow, at: call }],
      situation: calls,
    }));
  }
}

const isLesson = ({ isReached, experiment: { form, strikes } }: Result): boolean =>
  isReached && form.isPlain !== true && strikes.length <= MOST_CAUSES && !strikes.some(isLie);

/** The calls that come after the last strike, and the struck call itself where the strike does not end it. */
export function openCalls({ experiment: { strikes }, calls }: Result): readonly Call[] {
  const last = strikes.at(-1);
  if (!last) return calls;
  const at = calls.findIndex(
    ({ place, number }) => place.point === last.at.place.point && number === last.at.number,
  );
  return calls.slice(isEnding(last) ? at + 1 : at);
}
