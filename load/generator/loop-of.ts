import type { Recorder } from '#load/measure/recorder';
import type { FullPlan } from '#load/plan/plan';
import { Arrivals } from '#load/schedule/arrivals';
import { piecesOf } from '#load/schedule/pieces';
import type { Random } from '#simulation/random';
import { ClosedLoop } from './closed-loop.ts';
import type { Loop } from './loop.ts';
import { OpenLoop } from './open-loop.ts';
import type { Pauses } from './pauses.ts';
import type { Visits } from './visits.ts';

interface LoopParts {
  readonly visits: Visits;
  readonly recorder: Recorder;
  readonly pauses: Pauses;
  readonly random: Random;
}

/** The loop that a plan asks for. */
export function loopOf({ loop, max_in_flight, think_ms }: FullPlan, parts: LoopParts): Loop {
  const pieces = piecesOf(loop.phases);
  if (loop.kind === 'closed') return new ClosedLoop({ ...parts, pieces, thinkMs: think_ms });
  const arrivals = new Arrivals(pieces, loop.arrival, parts.random);
  return new OpenLoop({ ...parts, pieces, arrivals, maxInFlight: max_in_flight });
}
