import {
  type Attributes,
  type Context,
  context,
  type Link,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AppError } from '#shared/errors';
import { ATTRIBUTE, SCOPE } from './conventions.ts';

export interface SpanSettings {
  /** @default SpanKind.INTERNAL */
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly links?: readonly Link[];
  /** @default what is active */
  readonly parent?: Context;
}

let tracer: Tracer | undefined;

/** Runs `work` inside a span, which ends with it and records its error. Without telemetry it only runs `work`. */
export async function inSpan<T>(
  name: string,
  settings: SpanSettings,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const { kind = SpanKind.INTERNAL, attributes = {}, links = [], parent = context.active() } = settings;
  // The tracer is obtained at the first span: one that is obtained before the SDK set-up never records anything.
  tracer ??= trace.getTracer(SCOPE);
  const span = tracer.startSpan(name, { kind, attributes, links: [...links] }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work, undefined, span);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    if (hasEnded(trace.getSpan(parent))) span.setAttribute(ATTRIBUTE.unawaited, true);
    span.end();
  }
}

/** Whether a span of this process has ended. That of a caller never records here. */
const hasEnded = (span: Span | undefined): boolean =>
  span !== undefined && !span.isRecording() && !span.spanContext().isRemote;

/**
 * Runs `work`, which can ask for a span of itself. There is none, and nothing to pay for, unless it asks; the span then
 * begins where the work began.
 */
export async function withLateSpan<T>(name: string, work: (ask: () => Span) => Promise<T>): Promise<T> {
  const startTime = Date.now();
  let span: Span | undefined;
  try {
    return await work(() => {
      tracer ??= trace.getTracer(SCOPE);
      span ??= tracer.startSpan(name, { startTime });
      return span;
    });
  } catch (error) {
    if (span) failSpan(span, error);
    throw error;
  } finally {
    span?.end();
  }
}

/** Records on the span that its work failed, and why: an error code of ours, or a library's name. */
function failSpan(span: Span, error: unknown): void {
  span.setAttribute(ATTRIBUTE.errorType, errorTypeOf(error));
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: error instanceof Error ? error.message : String(error),
  });
}

function errorTypeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}

/** Adds to the span under way, where there is one. */
export function annotate(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}
