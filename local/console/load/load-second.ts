import { outcomeClass } from '#load/measure/outcome';
import type { Sample } from '#load/measure/sample';
import type { LoadSecond } from '#shared/console/load-frame';

const DECIMALS = 10;

/** The figures of a second that are shown. */
export function loadSecond({
  seconds,
  all,
  begun,
  dropped,
  in_flight,
  late_ms,
  cpu_share,
}: Sample): LoadSecond {
  const counts = { ok: 0, refused: 0, failed: 0, unanswered: 0 };
  for (const [outcome, count] of Object.entries(all.outcomes)) counts[outcomeClass(outcome)] += count;
  const perSecond = (count: number): number => rounded(count / seconds);
  const { intended, sent } = all.latency_ms;
  const measured = (ms: number): number | null => (all.ended === 0 ? null : rounded(ms));
  return {
    ok: perSecond(counts.ok),
    refused: perSecond(counts.refused),
    failed: perSecond(counts.failed + counts.unanswered),
    dropped: perSecond(dropped),
    in_flight,
    p50_ms: measured(intended.p50),
    p95_ms: measured(intended.p95),
    p99_ms: measured(intended.p99),
    sent_p95_ms: measured(sent.p95),
    late_ms: begun === 0 ? null : rounded(late_ms.p99),
    cpu_share: Math.round(cpu_share * 100) / 100,
  };
}

const rounded = (value: number): number => Math.round(value * DECIMALS) / DECIMALS;
