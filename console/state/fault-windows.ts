import type { Frame } from '#shared/console/frame';

/** A stretch of time in which a fault was on, in seconds before an instant: negative numbers. */
export interface FaultWindow {
  readonly label: string;
  readonly fromS: number;
  readonly toS: number;
}

const MS_PER_SECOND = 1_000;
const SHORTEST_S = 1;

/** When each fault was on, by the frames that list it: one that was ended and switched on again has a window for each. */
export function faultWindows(frames: readonly Frame[], endMs: number): FaultWindow[] {
  const windows: { label: string; fromS: number; toS: number }[] = [];
  let open = new Map<string, { label: string; fromS: number; toS: number }>();
  for (const { at_ms, faults } of frames) {
    // not known, and so neither on nor off
    if (!faults) continue;
    const s = (at_ms - endMs) / MS_PER_SECOND;
    const on: typeof open = new Map();
    for (const { service, id, mode } of faults) {
      const key = `${service}/${id}`;
      const before = open.get(key);
      const window = before?.label === mode ? before : { label: mode, fromS: s, toS: s + SHORTEST_S };
      if (window === before) window.toS = s;
      else windows.push(window);
      on.set(key, window);
    }
    open = on;
  }
  // one name for faults that were on at the same time: two would stand on each other
  const byTime = Map.groupBy(windows, ({ fromS, toS }) => `${fromS} ${toS}`);
  return [...byTime.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [{ ...first, label: [...new Set(same.map(({ label }) => label))].join(', ') }];
  });
}
