import { createTraceState, ROOT_CONTEXT, type TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { OtlpTracerProvider } from '#shared/telemetry/sdk/otlp-tracer';

/** A span as JSON. */
export interface WrittenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly [member: string]: unknown;
}

/** Our tracer, and the spans that it has written, in the order of their ends. */
export function ours(): { tracer: Tracer; written: WrittenSpan[] } {
  const written: WrittenSpan[] = [];
  const provider = new OtlpTracerProvider({ add: (span, write) => written.push(JSON.parse(write(span))) });
  return { tracer: provider.getTracer(), written };
}

/** The tracer of OpenTelemetry's SDK, and its spans as the SDK's serializer writes them. */
export function theirs() {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  const written = (): WrittenSpan[] => {
    const body = Buffer.from(JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans()) ?? []);
    const [groups] = Object.values<{ scopeSpans: { spans: WrittenSpan[] }[] }[]>(JSON.parse(body.toString()));
    return groups?.[0]?.scopeSpans[0]?.spans ?? [];
  };
  return { tracer: new TracerProvider({ spanProcessors }).getTracer('x'), written };
}

export const TRACE = '0af7651916cd43dd8448eb211c80319c';
export const CALLER = 'b7ad6b7169203331';
export const calledBy = (traceFlags: TraceFlags, traceState = createTraceState('vendor=1')) =>
  trace.setSpanContext(ROOT_CONTEXT, {
    traceId: TRACE,
    spanId: CALLER,
    traceFlags,
    traceState,
    isRemote: true,
  });
