import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { counterText, gaugeText, type MetricPoint } from '#shared/telemetry/otlp/metric-text';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText } from '#shared/telemetry/otlp/text';
import { awsJsonClient } from '../http/aws-json.ts';
import { engineResource } from './engine-resource.ts';
import type { OtlpForwarder } from './otlp-forwarder.ts';
import { depthsOf } from './queue-depth.ts';
import type { Measured } from './telemetry.ts';

const EVERY_MS = 2_000;

/** Sends now and then how full the queues are, how many environments there are, and what was lost so far. */
export function startEngineMetrics(forwarder: OtlpForwarder, measured: Measured): Disposable {
  const startNanos = nanosOfMs(Date.now());
  const stop = new AbortController();
  const call = awsJsonClient('sqs', measured.sqsEndpoint);
  let isBusy = false;

  async function send(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    const depths = await depthsOf(measured.queues, call, stop.signal).finally(() => {
      isBusy = false;
    });
    if (stop.signal.aborted) return;
    const dropped = pointsOf(forwarder.dropped, ATTRIBUTE.signal);
    const nanos = nanosOfMs(Date.now());
    const body = bodyText('metrics', engineResource, [
      gaugeText(METRIC.queueMessages, depths, nanos),
      gaugeText(METRIC.environments, pointsOf(measured.environments(), ATTRIBUTE.faasName), nanos),
      counterText(METRIC.telemetryDropped, dropped, { startNanos, nanos, from: 'cumulative' }),
    ]);
    forwarder.passOnce('metrics', Buffer.from(body));
  }

  const timer = setInterval(() => void send(), EVERY_MS).unref();
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      stop.abort();
    },
  };
}

const pointsOf = (counts: Readonly<Record<string, number>>, attribute: string): MetricPoint[] =>
  Object.entries(counts).map(([name, value]) => ({ value, attributes: { [attribute]: name } }));
