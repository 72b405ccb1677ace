import { LiveChart } from '#console/charts/live-chart';
import { faultWindows } from '#console/state/fault-windows.ts';
import { frames, shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { LoadSecond } from '#shared/console/load-frame';
import { LOAD } from './words.ts';

const SHOWN_S = 300;
const MS_PER_SECOND = 1_000;

/** Outcomes and latency of the last five minutes, with the faults that were on. */
export function LoadCharts() {
  const words = wordsOf(LOAD);
  const endMs = shown.value?.at_ms ?? 0;
  const seen = frames.value.filter(({ at_ms }) => at_ms <= endMs && at_ms > endMs - SHOWN_S * MS_PER_SECOND);
  if (!seen.some(({ load }) => load?.second)) return null;
  const of = (name: keyof LoadSecond): (number | null)[] =>
    seen.map(({ load }) => load?.second?.[name] ?? null);
  const common = {
    seconds: seen.map(({ at_ms }) => Math.round((at_ms - endMs) / MS_PER_SECOND)),
    windows: faultWindows(seen, endMs),
  };
  return (
    <div class="charts">
      <LiveChart
        {...common}
        title={words.outcomes}
        unit={words.perSecond}
        lines={[
          { label: words.right, colour: '--ok', values: of('ok') },
          { label: words.refused, colour: '--refused', values: of('refused') },
          { label: words.failed, colour: '--fault', values: of('failed') },
          { label: words.dropped, colour: '--muted', values: of('dropped'), isDashed: true },
        ]}
      />
      <LiveChart
        {...common}
        title={words.latency}
        unit={words.ms}
        lines={[
          { label: 'p50', colour: '--ok', values: of('p50_ms') },
          { label: 'p95', colour: '--accent', values: of('p95_ms') },
          { label: 'p99', colour: '--fault', values: of('p99_ms') },
          { label: words.sentP95, colour: '--muted', values: of('sent_p95_ms'), isDashed: true },
        ]}
      />
    </div>
  );
}
