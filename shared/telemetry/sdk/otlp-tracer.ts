import {
  type Context,
  context,
  type Span,
  type SpanContext,
  type SpanOptions,
  TraceFlags,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { TextBatch } from '../otlp/batch.ts';
import { newSpanId, newTraceId } from '../otlp/ids.ts';
import { OtlpSpan } from './otlp-span.ts';
import { validContextIn } from './valid-context.ts';

/** Provides one tracer, whose spans have the scope of their batch. */
export class OtlpTracerProvider implements TracerProvider {
  readonly #tracer: OtlpTracer;

  constructor(batch: Pick<TextBatch, 'add'>) {
    this.#tracer = new OtlpTracer(batch);
  }

  getTracer(): Tracer {
    return this.#tracer;
  }
}

/** Starts spans. A trace is recorded unless its caller has not sampled it. */
class OtlpTracer implements Tracer {
  readonly #batch: Pick<TextBatch, 'add'>;

  constructor(batch: Pick<TextBatch, 'add'>) {
    this.#batch = batch;
  }

  startSpan(name: string, options: SpanOptions = {}, within = context.active()): Span {
    const parent = options.root ? undefined : validContextIn(within);
    const isSampled = parent === undefined || (parent.traceFlags & TraceFlags.SAMPLED) !== 0;
    const own: SpanContext = {
      traceId: parent?.traceId ?? newTraceId(),
      spanId: newSpanId(),
      traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
      ...(parent?.traceState && { traceState: parent.traceState }),
    };
    if (!isSampled) return trace.wrapSpanContext(own);
    return new OtlpSpan(this.#batch, { context: own, parentSpanId: parent?.spanId }, name, options);
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...args: [work: F] | [options: SpanOptions, work: F] | [options: SpanOptions, within: Context, work: F]
  ): ReturnType<F> {
    const work = args.at(-1) as F;
    const [options, within = context.active()] = args.slice(0, -1) as [SpanOptions?, Context?];
    const span = this.startSpan(name, options, within);
    return context.with(trace.setSpan(within, span), work as (span: Span) => ReturnType<F>, undefined, span);
  }
}
