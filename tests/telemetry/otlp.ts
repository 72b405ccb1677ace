/** The parts of OTLP's JSON form that the tests write and read. */
export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface AnyValue {
  readonly stringValue?: string;
  /** 64-bit integers are text. */
  readonly intValue?: string | number;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
}

export interface Resource {
  readonly attributes?: readonly KeyValue[];
}

export interface SpanJson {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly KeyValue[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

export interface LogRecordJson {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly timeUnixNano?: string;
  readonly severityText?: string;
  readonly severityNumber?: number;
  readonly body?: AnyValue;
  readonly attributes?: readonly KeyValue[];
}

export interface TracesJson {
  readonly resourceSpans?: readonly {
    readonly resource?: Resource;
    readonly scopeSpans?: readonly { readonly spans?: readonly SpanJson[] }[];
  }[];
}

export interface LogsJson {
  readonly resourceLogs?: readonly {
    readonly resource?: Resource;
    readonly scopeLogs?: readonly { readonly logRecords?: readonly LogRecordJson[] }[];
  }[];
}

export type Value = string | number | boolean | readonly Value[] | undefined;

export const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const;
export type Kind = (typeof KINDS)[number];

const NANOSECONDS_PER_MS = 1_000_000n;

export const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms)) * NANOSECONDS_PER_MS);

export const milliseconds = (nanos: string | undefined): number =>
  Number(BigInt(nanos ?? 0) / NANOSECONDS_PER_MS);

export function keyValues(attributes: Readonly<Record<string, string | number>>): KeyValue[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }));
}

export function attributesOf(pairs: readonly KeyValue[] | undefined): Readonly<Record<string, Value>> {
  return Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, decoded(value)]));
}

export function decoded(value: AnyValue | undefined): Value {
  if (value?.intValue !== undefined) return Number(value.intValue);
  if (value?.arrayValue) return (value.arrayValue.values ?? []).map(decoded);
  return value?.stringValue ?? value?.doubleValue ?? value?.boolValue;
}
