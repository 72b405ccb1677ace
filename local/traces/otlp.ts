/** OTLP as JSON. It comes from anyone: a type here is a hope, and the readers below take whatever is there. */
export interface OtlpValue {
  readonly stringValue?: unknown;
  readonly boolValue?: unknown;
  readonly intValue?: unknown;
  readonly doubleValue?: unknown;
  readonly bytesValue?: unknown;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly OtlpAttribute[] };
}
export interface OtlpAttribute {
  readonly key?: unknown;
  readonly value?: OtlpValue;
}
interface Attributed {
  readonly attributes?: readonly OtlpAttribute[];
}

export interface OtlpLink extends Attributed {
  readonly traceId?: unknown;
  readonly spanId?: unknown;
}
export interface OtlpEvent extends Attributed {
  readonly name?: unknown;
  readonly timeUnixNano?: unknown;
}
export interface OtlpSpan extends Attributed {
  readonly traceId?: unknown;
  readonly spanId?: unknown;
  readonly parentSpanId?: unknown;
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly startTimeUnixNano?: unknown;
  readonly endTimeUnixNano?: unknown;
  readonly events?: readonly OtlpEvent[];
  readonly links?: readonly OtlpLink[];
  readonly status?: { readonly code?: unknown; readonly message?: unknown };
}
export interface TraceRequest {
  readonly resourceSpans?: readonly {
    readonly resource?: Attributed;
    readonly scopeSpans?: readonly { readonly spans?: readonly OtlpSpan[] }[];
  }[];
}

export interface OtlpLogRecord extends Attributed {
  readonly traceId?: unknown;
  readonly spanId?: unknown;
  readonly timeUnixNano?: unknown;
  readonly severityText?: unknown;
  readonly body?: OtlpValue;
}
export interface LogRequest {
  readonly resourceLogs?: readonly {
    readonly resource?: Attributed;
    readonly scopeLogs?: readonly { readonly logRecords?: readonly OtlpLogRecord[] }[];
  }[];
}

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Nobody reads deeper, and a sender may not make us recurse without end. */
const DEEPEST = 8;
const SPAN_ID = /^[\da-f]{16}$/;
const TRACE_ID = /^[\da-f]{32}$/;
const ZEROS = /^0+$/;

export const listOf = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? value : [];
export const isThere = (value: unknown): boolean => typeof value === 'object' && value !== null;
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** In lower case; undefined if it is none. */
export const traceIdOf = (value: unknown): string | undefined => idOf(value, TRACE_ID);
export const spanIdOf = (value: unknown): string | undefined => idOf(value, SPAN_ID);

function idOf(value: unknown, form: RegExp): string | undefined {
  if (typeof value !== 'string') return undefined;
  const id = value.toLowerCase();
  return form.test(id) && !ZEROS.test(id) ? id : undefined;
}

/** Nanoseconds since 1970, exactly; 0 if it is no number. */
export function nanosOf(value: unknown): bigint {
  return /^\d{1,20}$/.test(String(value)) ? BigInt(String(value)) : 0n;
}

export const isError = ({ status }: OtlpSpan): boolean =>
  status?.code === 2 || status?.code === 'STATUS_CODE_ERROR';

/** The service.name of a resource. */
export function serviceOf(resource: Attributed | undefined): string {
  for (const attribute of listOf(resource?.attributes)) {
    if (attribute?.key === 'service.name') return textOf(attribute.value?.stringValue) || 'unknown';
  }
  return 'unknown';
}

export function attributesOf(attributes: readonly OtlpAttribute[] | undefined, depth = 0): Attributes {
  const result: Record<string, AttributeValue> = Object.create(null);
  for (const attribute of listOf(attributes)) {
    if (isThere(attribute)) result[String(attribute.key)] = readValue(attribute.value, depth);
  }
  return result;
}

export function readValue(value: OtlpValue | undefined, depth = 0): AttributeValue {
  if (!value || !isThere(value) || depth > DEEPEST) return null;
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (stringValue !== undefined) return String(stringValue);
  if (boolValue !== undefined) return boolValue === true;
  if (intValue !== undefined) return Number(intValue);
  if (doubleValue !== undefined) return Number(doubleValue);
  if (bytesValue !== undefined) return String(bytesValue);
  if (arrayValue) return listOf(arrayValue.values).map((each) => readValue(each, depth + 1));
  if (kvlistValue) return attributesOf(kvlistValue.values, depth + 1);
  return null;
}
