import { AppError } from '#shared/errors';
import type { Call, Dependency } from './ports.ts';

/** What goes wrong with one call: nothing happens, or it happens and the answer is lost. */
type Mishap = 'lost' | 'answer lost';

/** Calls that go wrong where a test plans it. */
export function createMishaps() {
  const planned: { on: Dependency; matching: string; mishap: Mishap; times: number }[] = [];
  const calls: string[] = [];
  const call: Call = async (dependency, what, effect) => {
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
    /** The next calls whose text starts with `matching` go wrong. */
    fail(on: Dependency, matching: string, mishap: Mishap = 'lost', times = Number.POSITIVE_INFINITY): void {
      planned.push({ on, matching, mishap, times });
    },
    heal(): void {
      planned.length = 0;
    },
  };
}
