import { type Span, SpanKind } from '@opentelemetry/api';
import type { ServiceName } from '#shared/services';
import { deadlineOf } from '#shared/telemetry/call-values';
import { ATTRIBUTE, type StepSpan } from '#shared/telemetry/conventions';
import { annotate, inSpan } from '#shared/telemetry/tracing';

interface CallTry {
  readonly method: string;
  readonly path: string;
  readonly route?: string;
  readonly service: ServiceName;
  readonly host: URL;
  /** Number of earlier tries. */
  readonly repeats: number;
  readonly step?: StepSpan;
  /** Time that the call still has, its later tries included. */
  readonly leftMs: number;
}

/** Runs one try of a call to another service in a span, named after the step if the call is one. */
export function inCallSpan<T>(call: CallTry, work: (span: Span) => Promise<T>): Promise<T> {
  const { method, path, route = path, service, host, repeats, leftMs, step = `${method} ${route}` } = call;
  const attributes = {
    [ATTRIBUTE.httpMethod]: method,
    [ATTRIBUTE.urlTemplate]: route,
    [ATTRIBUTE.urlPath]: path,
    [ATTRIBUTE.peerService]: service,
    [ATTRIBUTE.serverAddress]: host.hostname,
    ...deadlineOf(leftMs),
    ...(repeats > 0 && { [ATTRIBUTE.httpResendCount]: repeats }),
  };
  return inSpan(step, { kind: SpanKind.CLIENT, attributes }, work);
}

/** Marks the span under way: it wanted to call a service, which an open breaker refused. */
export const noteOpenBreaker = (service: ServiceName): void => annotate({ [ATTRIBUTE.breakerOpen]: service });
