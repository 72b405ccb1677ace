import type { Clock } from './clock.ts';
import type { Limit } from './limits.ts';
import type { Station } from './station.ts';
import type { Throttle } from './throttle.ts';

/** Work that takes virtual time. It ends with the limit that refused it, if one did. */
export type Step = (done: (refusedBy?: Limit) => void) => void;

export const takes =
  (clock: Clock, ms: () => number): Step =>
  (done) =>
    clock.after(ms(), done);

/** One after the other, up to the first that is refused. */
export const inTurn =
  (...steps: readonly Step[]): Step =>
  (done) => {
    let at = 0;
    const next = (refusedBy?: Limit): void => {
      const step = steps[at++];
      if (refusedBy !== undefined || !step) done(refusedBy);
      else step(next);
    };
    next();
  };

/** Both at once; ends when both have ended. */
export const together =
  (one: Step, other: Step): Step =>
  (done) => {
    let running = 2;
    let refused: Limit | undefined;
    const ended = (refusedBy?: Limit): void => {
      refused ??= refusedBy;
      if (--running === 0) done(refused);
    };
    one(ended);
    other(ended);
  };

/** Holds a server of the station while the step runs. @param pick called at each start */
export const holding =
  (pick: () => Station, limit: Limit, step: Step): Step =>
  (done) => {
    const station = pick();
    station.enter(
      () =>
        step((refusedBy) => {
          station.leave();
          done(refusedBy);
        }),
      () => done(limit),
    );
  };

export const passing =
  (throttle: Throttle, limit: Limit): Step =>
  (done) =>
    done(throttle.pass() ? undefined : limit);
