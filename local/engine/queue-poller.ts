import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Log } from '../host/log.ts';
import { awsJsonClient } from '../http/aws-json.ts';
import { newRequestId, newTraceId } from '../http/request-id.ts';
import type { Outcome } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import { REGION } from '../runtime/variables.ts';
import type { EventSourceModel } from '../template/model.ts';

const MessageSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string().default(''),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z
    .record(
      z.string(),
      z.object({
        DataType: z.string(),
        StringValue: z.string().optional(),
        BinaryValue: z.string().optional(),
      }),
    )
    .default({}),
});
const ReceivedSchema = z.object({ Messages: z.array(MessageSchema).default([]) });
const BatchResponseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});
type Message = z.infer<typeof MessageSchema>;

/** Limit of SQS for one receive call. */
const MAX_RECEIVE = 10;
const WAIT_SECONDS = 20;
/** Longest wait for one call before the next one is made. */
const TURN_MS = 200;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;
/** Time that batches in progress get to finish when the engine stops. */
const DRAIN_MS = 2_000;

/** Polls a queue and invokes a function with its messages, like Lambda's event source mapping. */
export class QueuePoller {
  readonly #source: EventSourceModel;
  readonly #queueUrl: string;
  readonly #pool: FunctionPool;
  readonly #log: Log;
  readonly #call: ReturnType<typeof awsJsonClient>;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #ended: Promise<void>;

  constructor(source: EventSourceModel, queueUrl: string, endpoint: string, pool: FunctionPool, log: Log) {
    this.#source = source;
    this.#queueUrl = queueUrl;
    this.#pool = pool;
    this.#log = log;
    this.#call = awsJsonClient('sqs', endpoint);
    this.#ended = this.#poll();
  }

  /** Stops receiving and waits DRAIN_MS for batches in progress. Unfinished messages become visible again later. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    const expired = new AbortController();
    await Promise.race([
      Promise.all(this.#underWay),
      sleep(DRAIN_MS, undefined, { signal: expired.signal }).catch(() => undefined),
    ]);
    expired.abort();
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stop;
    const limit = Math.min(
      this.#source.maxConcurrency ?? this.#pool.maxConcurrency,
      this.#pool.maxConcurrency,
    );
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        const messages = await this.#gather(signal);
        retryMs = FIRST_RETRY_MS;
        if (messages.length > 0) await this.#giveTurn(this.#start(messages));
        if (this.#underWay.size >= limit) await Promise.race(this.#underWay);
      } catch (error) {
        if (signal.aborted) return;
        this.#log.debug(`queue ${this.#source.queue} cannot be read: ${String(error)}`);
        await sleep(retryMs, undefined, { signal }).catch(() => undefined);
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
  }

  /** Receives what there is. Waits for more, up to the batch window, if that does not fill a call. */
  async #gather(signal: AbortSignal): Promise<readonly Message[]> {
    const { batchSize, batchWindowMs } = this.#source;
    const messages = await this.#receive(signal, batchSize, WAIT_SECONDS);
    if (messages.length === 0 || messages.length >= batchSize || batchWindowMs === 0) return messages;
    // A stop ends the wait; what was received is handled.
    await sleep(batchWindowMs, undefined, { signal }).catch(() => undefined);
    while (messages.length < batchSize && !signal.aborted) {
      const more = await this.#receive(signal, batchSize - messages.length, 0).catch(() => []);
      if (more.length === 0) break;
      messages.push(...more);
    }
    return messages;
  }

  async #receive(signal: AbortSignal, most: number, waitSeconds: number): Promise<Message[]> {
    const input = {
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: Math.min(most, MAX_RECEIVE),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    return ReceivedSchema.parse(await this.#call('ReceiveMessage', input, signal)).Messages;
  }

  /** Waits for the end of a call, but not long: quick calls then share one environment, and slow ones hold no other up. */
  async #giveTurn(call: Promise<void>): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, over.signal]);
    await Promise.race([call, sleep(TURN_MS, undefined, { signal }).catch(() => undefined)]);
    over.abort();
  }

  #start(messages: readonly Message[]): Promise<void> {
    const batch = this.#handle(messages)
      .catch((error: unknown) => this.#log.warn(`queue ${this.#source.queue}: ${String(error)}`))
      .finally(() => this.#underWay.delete(batch));
    this.#underWay.add(batch);
    return batch;
  }

  async #handle(messages: readonly Message[]): Promise<void> {
    const event = JSON.stringify({
      Records: messages.map((message) => recordOf(message, this.#source.queueArn)),
    });
    const outcome = await new Promise<Outcome>((resolve) => {
      this.#pool.invoke(event, newTraceId(Date.now(), newRequestId()), resolve);
    });
    const done = this.#succeeded(messages, outcome);
    if (done.length < messages.length) {
      const why = outcome.ok ? 'reported' : `${outcome.type}: ${outcome.message}`;
      this.#log.warn(
        `${this.#source.target.key}: ${messages.length - done.length} of ${messages.length} messages failed (${why})`,
      );
    }
    if (done.length === 0) return;
    const Entries = done.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
    await this.#call('DeleteMessageBatch', { QueueUrl: this.#queueUrl, Entries });
  }

  /** Returns the successful messages. A failed one stays in the queue and returns after its visibility timeout. */
  #succeeded(messages: readonly Message[], outcome: Outcome): readonly Message[] {
    if (!outcome.ok) return [];
    if (!this.#source.reportsItemFailures) return messages;
    const failed = failedIds(outcome.payload);
    const known = new Set(messages.map((message) => message.MessageId));
    // an unreadable report, or one with an unknown id, fails the whole batch
    if (!failed?.every((id) => known.has(id))) return [];
    return messages.filter((message) => !failed.includes(message.MessageId));
  }
}

function failedIds(payload: Buffer): readonly string[] | undefined {
  const text = payload.toString();
  if (text === '' || text === 'null') return [];
  try {
    const report = BatchResponseSchema.parse(JSON.parse(text));
    return (report.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  } catch {
    return undefined;
  }
}

function recordOf(message: Message, eventSourceARN: string) {
  const messageAttributes = Object.entries(message.MessageAttributes).map(([name, attribute]) => [
    name,
    {
      stringValue: attribute.StringValue,
      binaryValue: attribute.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}
