import type { EngineSpans } from '../telemetry/engine-spans.ts';
import type { ExchangeMeter } from '../telemetry/exchange-meter.ts';
import type { RecentAnswers } from '../telemetry/recent-answers.ts';
import type { RequestLog } from '../telemetry/request-log.ts';
import type { Call, Exchange, Refusal } from './exchange.ts';
import { ENGINE_AGENT } from './request-headers.ts';

export type ExchangeRecorder = (
  exchange: Exchange,
  status: number,
  call: Partial<Call>,
  why?: Refusal,
) => void;

/**
 * Creates a recorder that writes the end of an exchange as one log line and as spans, and keeps its answer for a while.
 * @param spans absent without telemetry
 * @param meter counts the answer
 */
export function createExchangeRecorder(
  log: RequestLog,
  spans?: EngineSpans,
  answers?: RecentAnswers,
  meter?: ExchangeMeter,
): ExchangeRecorder {
  return (exchange, status, call, why) => {
    const { route, askedMs, timing, faultHits } = call;
    const { method, fullPath: path, headers, requestId, nowMs, startedMs } = exchange;
    const failure = why?.failure;
    const tookMs = performance.now() - startedMs;
    exchange.isRecorded = true;
    if (headers.userAgent === ENGINE_AGENT) return;
    answers?.add(exchange.path, status, tookMs);
    meter?.add({ path: exchange.path, userAgent: headers.userAgent, status, tookMs, faultHits });
    log({
      method,
      path,
      status,
      target: route?.target,
      timing,
      failure: failure && `${failure.type}: ${failure.message}`,
      traceId: headers.span?.traceId,
      faultHits,
    });
    if (!headers.span) return;
    spans?.add({
      context: headers.span,
      method,
      path,
      route: route?.path,
      status,
      requestId,
      startMs: nowMs,
      tookMs,
      error: why && { type: failure?.type ?? why.refusal, message: failure?.message ?? '' },
      // a call that no environment took has no queue span
      queue:
        route && timing && askedMs !== undefined && timing.runMs > 0
          ? {
              target: route.target,
              functionName: route.pool.spec.name,
              startMs: askedMs,
              tookMs: timing.queuedMs,
              cold: timing.cold,
            }
          : undefined,
    });
  };
}
