import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { counterText, gaugeText, type MetricPoint } from '#shared/telemetry/otlp/metric-text';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText } from '#shared/telemetry/otlp/text';
import { awsJsonClient } from '../http/aws-json.ts';
import { engineResource } from './engine-resource.ts';
import type { OtlpForwarder } from './otlp-forwarder.ts';

export interface Measured {
  readonly queues: readonly { readonly name: string; readonly url: string }[];
  readonly sqsEndpoint: string;
  /** Number of environments, by the name of the function. */
  environments(): Readonly<Record<string, number>>;
}

const EVERY_MS = 2_000;
const STATES = {
  ApproximateNumberOfMessages: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'in_flight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const;

/** Sends now and then how full the queues are, how many environments there are, and what was lost so far. */
export function startEngineMetrics(forwarder: OtlpForwarder, measured: Measured): Disposable {
  const startNanos = nanosOfMs(Date.now());
  const stop = new AbortController();
  const call = awsJsonClient('sqs', measured.sqsEndpoint);
  let isBusy = false;

  async function depthOf({ name, url }: Measured['queues'][number]): Promise<MetricPoint[]> {
    const input = { QueueUrl: url, AttributeNames: Object.keys(STATES) };
    // SQS may be stopped for a while: then there is nothing to record
    const answer = await call('GetQueueAttributes', input, stop.signal).catch(() => ({}));
    const depths: Readonly<Record<string, unknown>> = Object(Object(answer).Attributes);
    return Object.entries(STATES).flatMap(([attribute, state]) => {
      const value = Number(depths[attribute]);
      const attributes = { [ATTRIBUTE.messagingDestination]: name, [ATTRIBUTE.queueState]: state };
      return Number.isNaN(value) ? [] : [{ value, attributes }];
    });
  }

  async function send(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    const depths = (
      await Promise.all(measured.queues.map(depthOf)).finally(() => {
        isBusy = false;
      })
    ).flat();
    if (stop.signal.aborted) return;
    const environments = Object.entries(measured.environments()).map(([name, value]) => ({
      value,
      attributes: { [ATTRIBUTE.faasName]: name },
    }));
    const dropped = Object.entries(forwarder.dropped).map(([signal, value]) => ({
      value,
      attributes: { [ATTRIBUTE.signal]: signal },
    }));
    const nanos = nanosOfMs(Date.now());
    const body = bodyText('metrics', engineResource, [
      gaugeText(METRIC.queueMessages, depths, nanos),
      gaugeText(METRIC.environments, environments, nanos),
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
