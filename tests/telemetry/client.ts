import { newSpanId, newTraceId } from '#shared/telemetry/otlp/ids';
import { type Answer, type SendOptions, send } from '#tests/support/api/client';
import { Sender } from './sender.ts';

export interface TracedAnswer extends Answer {
  readonly traceId: string;
}

/** A client whose calls are traces: each is a span of its own, the root of what the system does for it. */
export class TracedClient {
  readonly #sender: Sender;

  constructor(endpoint: string) {
    this.#sender = new Sender(endpoint, 'client');
  }

  /** @param name of the span, such as `place order` */
  async send(name: string, method: string, url: string, options: SendOptions = {}): Promise<TracedAnswer> {
    const traceId = newTraceId();
    const spanId = newSpanId();
    const startMs = Date.now();
    const headers = { ...options.headers, traceparent: `00-${traceId}-${spanId}-01` };
    const answer = await send(method, url, { ...options, headers });
    await this.#sender.spans([
      {
        traceId,
        spanId,
        name,
        kind: 'CLIENT',
        startMs,
        endMs: Date.now(),
        attributes: { 'http.request.method': method },
      },
    ]);
    return { ...answer, traceId };
  }
}
