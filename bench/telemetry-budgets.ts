import type { MedianInterval } from './median-interval.ts';
import type { Startup } from './startup.ts';
import type { TelemetryCost } from './telemetry.ts';
import { type Verdict, verdict } from './verdict.ts';

const PERCENT = 100;
const KB = 1e3;
/** Spans of one order, in all functions and the engine; rounded up. */
const SPANS_OF_AN_ORDER = 50;

/** Measured figures of telemetry; those that were left out are absent. */
interface TelemetryFigures {
  readonly telemetry?: TelemetryCost;
  readonly startup?: Startup;
}

/** Compares the cost of telemetry with its budgets. */
export function telemetryVerdicts({ telemetry, startup }: TelemetryFigures): Verdict[] {
  const menu = telemetry?.added.get('get-menu');
  const order = telemetry?.added.get('place-order');
  const largest = startup?.bundles.toSorted((a, b) => b.telemetryBytes - a.telemetryBytes)[0];
  return [
    verdict('telemetry on, GET /menus/{id}', '≤ 0.15 ms CPU per invocation', menu, ({ offMs, addedMs }) => ({
      met: addedMs.median <= 0.15,
      measured: `+${interval(addedMs, 3)} ms on ${offMs.toFixed(3)}`,
    })),
    verdict('telemetry on, POST /orders', '≤ 15 % more CPU', order, ({ offMs, addedMs }) => ({
      met: addedMs.median / offMs <= 0.15,
      measured: `+${interval(scaled(addedMs, PERCENT / offMs), 1)} % (+${addedMs.median.toFixed(2)} ms on ${offMs.toFixed(2)})`,
    })),
    ...(['get-menu', 'place-order'] as const).flatMap((row) =>
      (['gone', 'hanging'] as const).map((collector) =>
        verdict(
          `collector ${collector}, ${row}`,
          'CPU per answer within 5 %',
          telemetry?.troubled.find((each) => each.row === row && each.collector === collector),
          ({ ratio }) => ({
            met: ratio.median <= 1.05,
            measured: `${interval(scaled(ratio, PERCENT), 1)} % of that with a collector that takes it`,
          }),
        ),
      ),
    ),
    verdict('telemetry, all of the above', 'no failed request', telemetry?.errors, (errors) => ({
      met: errors === 0,
      measured: `${errors} failed`,
    })),
    verdict('telemetry on, cold start', '≤ 20 ms more', telemetry?.coldStartMs, (added) => ({
      met: added.median <= 20,
      measured: `+${interval(added, 1)} ms`,
    })),
    verdict('telemetry in a bundle', '≤ 150 kB, the file beside it included', largest, (size) => ({
      met: size.telemetryBytes <= 150 * KB,
      measured: `largest ${size.name}: ${Math.round(size.telemetryBytes / KB)} kB`,
    })),
    verdict(
      'telemetry off',
      'costs nothing: ≤ 0.5 % of POST /orders',
      telemetry && order && { spanUs: telemetry.offSpanUs, orderMs: order.offMs },
      ({ spanUs, orderMs }) => {
        const share = (spanUs * SPANS_OF_AN_ORDER) / 1000 / orderMs;
        return {
          met: share <= 0.005,
          measured: `${spanUs.toFixed(2)} µs a span, ${SPANS_OF_AN_ORDER} spans: ${(share * PERCENT).toFixed(2)} %`,
        };
      },
    ),
  ];
}

const scaled = ({ median, low, high }: MedianInterval, by: number): MedianInterval => ({
  median: median * by,
  low: low * by,
  high: high * by,
});

const interval = ({ median, low, high }: MedianInterval, digits: number): string =>
  `${median.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
