import * as z from 'zod';
import { ATTRIBUTE, CLIENT_SERVICE, SERVICE_NAMESPACE } from '#shared/telemetry/conventions';
import { newSpanId, newTraceId, traceparentOf } from '#shared/telemetry/otlp/ids';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText, SPAN_KINDS, STATUS_ERROR, spanText } from '#shared/telemetry/otlp/text';
import { ask, CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly traceId: string;
}

interface SentCall {
  readonly name: string;
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly startMs: number;
  readonly failed: boolean;
}

const FIRST_SERVER_ERROR = 500;
const LoggedIn = z.object({ access_token: z.string() });

/** A client that sends spans of its calls to the collector, as load tools do. */
export class Client {
  readonly #settings: Settings;
  #token = '';

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async enter(): Promise<void> {
    const username = `verify-${Date.now().toString(36)}`;
    const json = { username, email: `${username}@example.com`, password: 'correct horse' };
    await this.call('sign up', 'user', 'POST', '/signup', json);
    const { body } = await this.call('log in', 'user', 'POST', '/login', json);
    const loggedIn = LoggedIn.safeParse(body);
    if (!loggedIn.success) throw new CheckFailed('the user service does not let a new user log in');
    this.#token = loggedIn.data.access_token;
  }

  async call(
    name: string,
    service: keyof Settings['urls'],
    method: string,
    path: string,
    json?: unknown,
  ): Promise<Answer> {
    const traceId = newTraceId();
    const spanId = newSpanId();
    const url = `${this.#settings.urls[service]}${path}`;
    const startMs = Date.now();
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers: {
          traceparent: traceparentOf({ traceId, spanId }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
    } catch {
      throw new CheckFailed(
        `the ${service} service does not answer at ${url}: npm start, with OTEL_EXPORTER_OTLP_ENDPOINT`,
      );
    }
    const body: unknown = await response.json().catch(() => undefined);
    await this.#sendSpan({
      name,
      service,
      traceId,
      spanId,
      startMs,
      failed: response.status >= FIRST_SERVER_ERROR,
    });
    return { status: response.status, body, traceId };
  }

  async #sendSpan(call: SentCall): Promise<void> {
    const { name, service, traceId, spanId, startMs, failed } = call;
    const span = spanText({
      traceId,
      spanId,
      name,
      kind: SPAN_KINDS.indexOf('CLIENT'),
      startNanos: nanosOfMs(startMs),
      endNanos: nanosOfMs(Date.now()),
      attributes: { [ATTRIBUTE.peerService]: service },
      ...(failed && { status: { code: STATUS_ERROR } }),
    });
    const resource = { 'service.name': CLIENT_SERVICE, 'service.namespace': SERVICE_NAMESPACE };
    await ask('the collector', `${this.#settings.collector}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodyText('traces', resource, [span]),
    });
  }
}
