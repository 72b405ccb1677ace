import { AppError } from '#shared/errors';
import type { Dependency, RunCall } from './ports.ts';

/** A failed call: without effect, or with its effect and a lost answer. */
type Mishap = 'lost' | 'answer lost';

/** Calls that go wrong where a test plans it. */
export function createMishaps() {
  const planned: { on: Dependency; matching: string; mishap: Mishap; times: number }[] = [];
  const calls: string[] = [];
  const call: RunCall = async (dependency, what, effect) => {
    calls.push(what);
    const hit = planned.find(
      ({ on, matching, times }) => on === dependency && what.startsWith(matching) && times > 0,
    );
    if (hit) hit.times--;
    if (hit?.mishap !== 'lost') {
      const value = effect();
      if (!hit) return value;
    }
    throw new AppError('dependency_timeout', `${dependency} did not answer in time`);
  };
  return {
    call,
    calls,
    /** Makes the next calls whose text starts with `matching` fail. */
    fail(on: Dependency, matching: string, mishap: Mishap = 'lost', times = Number.POSITIVE_INFINITY): void {
      planned.push({ on, matching, mishap, times });
    },
    heal(): void {
      planned.length = 0;
    },
  };
}
