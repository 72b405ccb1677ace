import type { Frame } from '#shared/console/frame';

/** A stretch of time in which a fault was on, in seconds before an instant: negative numbers. */
export interface FaultWindow {
  readonly label: string;
  readonly fromS: number;
  readonly toS: number;
}

const MS_PER_SECOND = 1_000;
const SHORTEST_S = 1;

/** When each fault was on, by the frames that list it. */
export function faultWindows(frames: readonly Frame[], endMs: number): FaultWindow[] {
  const windows = new Map<string, { label: string; fromS: number; toS: number }>();
  for (const { at_ms, faults = [] } of frames) {
    const s = (at_ms - endMs) / MS_PER_SECOND;
    for (const { service, id, mode } of faults) {
      const key = `${service}/${id}`;
      const window = windows.get(key);
      if (window) window.toS = s;
      else windows.set(key, { label: mode, fromS: s, toS: s + SHORTEST_S });
    }
  }
  // one name for faults that were on at the same time: two would stand on each other
  const byTime = Map.groupBy(windows.values(), ({ fromS, toS }) => `${fromS} ${toS}`);
  return [...byTime.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [{ ...first, label: [...new Set(same.map(({ label }) => label))].join(', ') }];
  });
}
