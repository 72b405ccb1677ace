/** Where a call of a port was made, or a request or message was taken. */
export interface Place {
  /** Route of the request in whose course it was, or {@link RECOVERY}; empty where its span was lost. */
  readonly shell: string;
  readonly point: string;
  /** What the call was for, where a method serves several steps: `confirm order`. */
  readonly step: string;
}

/** Stands for the work on a recovery message, which has no route. */
export const RECOVERY = 'recovery';

/** One call at a place, in the course of one request and everything that came of it. */
export interface Call {
  readonly place: Place;
  /** Number among the calls of its point, from 1. */
  readonly number: number;
}

export const nameOf = ({ shell, point, step }: Place): string =>
  `${shell}: ${point}${step === '' ? '' : ` (${step})`}`;

/** Calls at these places, one after another. */
export function numbered(places: readonly Place[]): readonly Call[] {
  const numbers = new Map<string, number>();
  return places.map((place) => {
    const number = (numbers.get(place.point) ?? 0) + 1;
    numbers.set(place.point, number);
    return { place, number };
  });
}
