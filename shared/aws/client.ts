import { setTimeout as wait } from 'node:timers/promises';
import { createHttpClient, type HttpClient } from '#shared/http-client/client';
import { tracedClient } from '#shared/telemetry/x-ray';
import { errorIn } from './aws-error.ts';
import { type AwsPlace, type AwsService, placeOf } from './place.ts';
import { AWS_PROTOCOLS } from './protocols.ts';
import { longestWaitMs } from './repeated.ts';
import { createSigner, type Signer } from './signer.ts';

/** A call of an operation. */
export interface AwsCall {
  /** Such as `PutItem`. */
  readonly operation: string;
  /** As the service takes it in JSON; each attempt sends what is in it then. */
  input: object;
}

/** An answer as it comes over the wire. */
export interface AwsAnswer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** Runs one attempt of a call, or answers in place of the service. */
export type AroundAttempt = (call: AwsCall, next: () => Promise<AwsAnswer>) => Promise<AwsAnswer>;

export interface AwsClientOptions {
  readonly service: AwsService;
  /** The longest one attempt may take, its answer included, in milliseconds. */
  readonly attemptMs: number;
  /** @default what the environment says, when the first call is made */
  readonly place?: AwsPlace | undefined;
  /** @default runs it */
  readonly aroundAttempt?: AroundAttempt | undefined;
}

export interface AwsClient {
  /**
   * Calls an operation, and a second time where the first attempt was throttled, failed at the service or had no answer: the
   * first may have been carried out.
   * @param input in the form of the service's JSON
   * @param onRepeat called before the second attempt
   * @throws AwsError for an answer that is no success; what the HTTP client throws where there is none, named `TimeoutError` where
   * the outcome is unknown
   */
  call(operation: string, input: object, onRepeat?: () => void): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

const MOST_CONNECTIONS = 16;
const CONNECT_MS = 500;
const SUCCESS = 200;
/** Codes of a request that may have been carried out. */
const UNKNOWN_OUTCOMES: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

export function createAwsClient({
  service,
  attemptMs,
  place,
  aroundAttempt = (_, next) => next(),
}: AwsClientOptions): AwsClient {
  let connected: Connected | undefined;
  const send = async ({ operation, input }: AwsCall): Promise<AwsAnswer> => {
    connected ??= connect(service, place ?? placeOf(service));
    const { client, path, sign, contentType, targetOf } = connected;
    const body = JSON.stringify(input);
    const given = { host: connected.host, 'content-type': contentType, 'x-amz-target': targetOf(operation) };
    const headers = sign(path, given, body, new Date());
    const answer = await client.request({ method: 'POST', path, headers, body }, { timeoutMs: attemptMs });
    return { status: answer.status, body: answer.body.toString() };
  };
  const attempt = async (call: AwsCall): Promise<Readonly<Record<string, unknown>>> => {
    const { status, body } = await aroundAttempt(call, () => send(call));
    if (status !== SUCCESS) throw errorIn(status, body);
    return JSON.parse(body);
  };
  return {
    async call(operation, input, onRepeat) {
      const call = { operation, input };
      try {
        return await attempt(call);
      } catch (error) {
        const mostMs = longestWaitMs(error);
        if (mostMs === undefined) throw error;
        await wait(Math.random() * mostMs);
        onRepeat?.();
        return await attempt(call).catch((last) => {
          throw UNKNOWN_OUTCOMES.has(Object(last).code)
            ? Object.assign(last, { name: 'TimeoutError' })
            : last;
        });
      }
    },
    close: () => connected?.client.close(),
  };
}

interface Connected {
  readonly client: HttpClient;
  readonly host: string;
  readonly path: string;
  readonly sign: Signer;
  readonly contentType: string;
  readonly targetOf: (operation: string) => string;
}

function connect(service: AwsService, place: AwsPlace): Connected {
  const { url } = place;
  const { version, target } = AWS_PROTOCOLS[service];
  const limits = { mostConnections: MOST_CONNECTIONS, connectMs: CONNECT_MS };
  return {
    client: tracedClient(createHttpClient({ url, ...limits }), url),
    host: url.host,
    path: url.pathname,
    sign: createSigner(service, place),
    contentType: `application/x-amz-json-${version}`,
    targetOf: (operation) => `${target}.${operation}`,
  };
}
