import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { awsJsonClient } from '../http/aws-json.ts';
import { engineResource, toAttributes } from './engine-resource.ts';
import type { Relay } from './relay.ts';

export interface Measured {
  readonly queues: readonly { readonly name: string; readonly url: string }[];
  readonly sqsEndpoint: string;
  /** How many environments there are, by the name of the function. */
  environments(): Readonly<Record<string, number>>;
}

interface Point {
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
}

const EVERY_MS = 2_000;
const NANOS = '000000';
const CUMULATIVE = 2;
const STATES = {
  ApproximateNumberOfMessages: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'in_flight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
} as const;

/** Sends now and then how full the queues are, how many environments there are, and what was lost so far. */
export function startEngineMetrics(relay: Relay, measured: Measured): Disposable {
  const startMs = Date.now();
  const stop = new AbortController();
  const call = awsJsonClient('sqs', measured.sqsEndpoint);
  let isBusy = false;

  async function depthOf({ name, url }: Measured['queues'][number]): Promise<Point[]> {
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
    const dropped = Object.entries(relay.dropped).map(([signal, value]) => ({
      value,
      attributes: { [ATTRIBUTE.signal]: signal },
    }));
    const time = { timeUnixNano: `${Date.now()}${NANOS}` };
    const sum = { aggregationTemporality: CUMULATIVE, isMonotonic: true };
    const sumTime = { ...time, startTimeUnixNano: `${startMs}${NANOS}` };
    const metrics = [
      { name: METRIC.queueMessages, gauge: { dataPoints: pointsOf(depths, time) } },
      { name: METRIC.environments, gauge: { dataPoints: pointsOf(environments, time) } },
      { name: METRIC.telemetryDropped, sum: { ...sum, dataPoints: pointsOf(dropped, sumTime) } },
    ];
    const request = { resourceMetrics: [{ resource: engineResource, scopeMetrics: [{ metrics }] }] };
    relay.passOnce('metrics', Buffer.from(JSON.stringify(request)));
  }

  const timer = setInterval(() => void send(), EVERY_MS).unref();
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      stop.abort();
    },
  };
}

const pointsOf = (points: readonly Point[], time: Readonly<Record<string, string>>) =>
  points.map(({ value, attributes }) => ({ asInt: value, ...time, attributes: toAttributes(attributes) }));
