import { type Span, SpanKind } from '@opentelemetry/api';
import type { ServiceName } from '#shared/services';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';

interface CallTry {
  readonly method: string;
  readonly path: string;
  readonly route?: string;
  readonly service: ServiceName;
  readonly host: URL;
  /** Number of earlier tries. */
  readonly repeats: number;
}

/** Runs one try of a call to another service in a span. */
export function inCallSpan<T>(call: CallTry, work: (span: Span) => Promise<T>): Promise<T> {
  const { method, path, route = path, service, host, repeats } = call;
  const attributes = {
    [ATTRIBUTE.httpMethod]: method,
    [ATTRIBUTE.urlTemplate]: route,
    [ATTRIBUTE.urlPath]: path,
    [ATTRIBUTE.peerService]: service,
    [ATTRIBUTE.serverAddress]: host.hostname,
    ...(repeats > 0 && { [ATTRIBUTE.httpResendCount]: repeats }),
  };
  return inSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes }, work);
}
