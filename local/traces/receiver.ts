import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzip } from 'node:zlib';
import type { Signal } from '#shared/telemetry/sdk/otlp-sender';
import { readBody } from '../gateway/body.ts';
import type { TraceStore } from './trace-store.ts';

/** Takes what was received, to send it on. */
export type Onward = (signal: Signal, body: Buffer, items: number) => void;

const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const WRONG_TYPE =
  'OTLP is taken as JSON here: send it with content-type application/json (OTEL_EXPORTER_OTLP_PROTOCOL=http/json).';

/** OTLP over HTTP: what functions send about themselves. */
export class Receiver {
  readonly #store: TraceStore;
  readonly #onward: Onward | undefined;

  constructor(store: TraceStore, onward?: Onward) {
    this.#store = store;
    this.#onward = onward;
  }

  handle(signal: Signal, request: IncomingMessage, response: ServerResponse): void {
    const refuse = (status: number, message: string): void => refuseWith(request, response, status, message);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (request.method !== 'POST') refuse(405, 'This is for POST.');
    else if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) refuse(415, WRONG_TYPE);
    else if (encoding !== 'identity' && encoding !== 'gzip') {
      refuse(415, 'A body is taken as it is or with content-encoding gzip.');
    } else {
      readBody(request, (body) => {
        if (!body) refuse(413, 'A body is taken up to 6 MB.');
        else if (encoding === 'identity') this.#take(signal, body, response, refuse);
        else {
          gunzip(body, { maxOutputLength: MAX_UNPACKED_BYTES }, (error, unpacked) => {
            if (error) refuse(400, `The body cannot be unpacked: ${error.message}.`);
            else this.#take(signal, unpacked, response, refuse);
          });
        }
      });
    }
  }

  #take(
    signal: Signal,
    body: Buffer,
    response: ServerResponse,
    refuse: (status: number, message: string) => void,
  ): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body.toString());
    } catch {
      refuse(400, 'The body is no JSON.');
      return;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      refuse(400, 'The body is no JSON object.');
      return;
    }
    const { items, rejected } = this.#keep(signal, body, parsed);
    this.#onward?.(signal, body, items);
    const partialSuccess = {
      rejectedSpans: String(rejected),
      errorMessage: 'A span needs a traceId of 32 hexadecimal digits and a start.',
    };
    send(response, 200, rejected === 0 ? {} : { partialSuccess });
  }

  #keep(signal: Signal, body: Buffer, parsed: object): { items: number; rejected: number } {
    if (signal === 'traces') return this.#store.addSpans(body, parsed);
    if (signal === 'logs') return this.#store.addLogs(body, parsed);
    return { items: this.#onward ? dataPointsIn(parsed) : 0, rejected: 0 };
  }
}

interface MetricRequest {
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics?: readonly {
      readonly metrics?: readonly Readonly<Record<string, unknown>>[];
    }[];
  }[];
}

/** For the count of what was lost. */
function dataPointsIn({ resourceMetrics }: MetricRequest): number {
  if (!Array.isArray(resourceMetrics)) return 0;
  const metrics = resourceMetrics
    .flatMap((group) => group?.scopeMetrics ?? [])
    .flatMap((scope) => scope?.metrics ?? []);
  return metrics
    .flatMap((metric) => Object.values(Object(metric)))
    .reduce<number>((sum, data) => sum + (Object(data).dataPoints?.length ?? 0), 0);
}

function refuseWith(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): void {
  request.resume();
  send(response, status, { message });
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  const body = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
