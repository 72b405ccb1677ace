/** Well-formed OTLP JSON. Any program may send it, so the readers below accept any value and never throw. */
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
export interface Attributed {
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

/** A data point of a metric. */
export interface OtlpPoint extends Attributed {
  readonly timeUnixNano?: unknown;
  readonly asInt?: unknown;
  readonly asDouble?: unknown;
}

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Limit of nesting, so that a sender can cause neither endless recursion nor a page too large for a browser. */
const DEEPEST = 8;
const MOST_ENTRIES = 256;
const LONGEST_NAME = 256;
/** Limit in characters, for one text and for all texts of one set of attributes. */
const LONGEST_TEXT = 65_536;
const CUT = '…';
const SPAN_ID = /^[\da-f]{16}$/;
const TRACE_ID = /^[\da-f]{32}$/;
const ZEROS = /^0+$/;
const NANOS = /^\d{1,20}$/;
/** OTLP times are unsigned 64-bit numbers. */
const LAST_NANOS = 2n ** 64n - 1n;

export const listOf = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? value : [];
export const isThere = (value: unknown): boolean => typeof value === 'object' && value !== null;
export const textOf = (value: unknown): string => cut(typeof value === 'string' ? value : '', LONGEST_TEXT);
/** Returns the first entries of a list, up to the number shown. */
export const entriesOf = <T>(value: readonly T[] | undefined): readonly T[] =>
  listOf(value).slice(0, MOST_ENTRIES).filter(isThere);

/** Reads a name and cuts it to the limit for lists. */
export const nameOf = (value: unknown): string => cut(textOf(value), LONGEST_NAME);

/** Reads a trace id in lower case; undefined if it is invalid. */
export const traceIdOf = (value: unknown): string | undefined => idOf(value, TRACE_ID);
export const spanIdOf = (value: unknown): string | undefined => idOf(value, SPAN_ID);

function idOf(value: unknown, form: RegExp): string | undefined {
  if (typeof value !== 'string') return undefined;
  const id = value.toLowerCase();
  return form.test(id) && !ZEROS.test(id) ? id : undefined;
}

/** Reads exact nanoseconds since 1970; 0 if the value is invalid. */
export function nanosOf(value: unknown): bigint {
  if (typeof value !== 'string' && typeof value !== 'number') return 0n;
  const text = String(value);
  const nanos = NANOS.test(text) ? BigInt(text) : 0n;
  return nanos > LAST_NANOS ? 0n : nanos;
}

/** Reads a number. OTLP writes integers as text. NaN if it is neither. */
export const numberOf = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : Number.NaN;

export const isError = ({ status }: OtlpSpan): boolean =>
  status?.code === 2 || status?.code === 'STATUS_CODE_ERROR';

/** Reads the service.name of a resource. */
export function serviceOf(resource: Attributed | undefined): string {
  for (const attribute of entriesOf(resource?.attributes)) {
    if (attribute.key === 'service.name') return nameOf(attribute.value?.stringValue) || 'unknown';
  }
  return 'unknown';
}

/** Characters left for the texts of one set of attributes. */
interface Room {
  characters: number;
}

export const attributesOf = (attributes: readonly OtlpAttribute[] | undefined): Attributes =>
  readAttributes(attributes, { characters: LONGEST_TEXT }, 0);

export const anyValueOf = (value: OtlpValue | undefined): AttributeValue =>
  readValue(value, { characters: LONGEST_TEXT }, 0);

function readAttributes(
  attributes: readonly OtlpAttribute[] | undefined,
  room: Room,
  depth: number,
): Attributes {
  const result: Record<string, AttributeValue> = Object.create(null);
  for (const { key, value } of entriesOf(attributes)) {
    if (typeof key === 'string') result[takeText(key, room)] = readValue(value, room, depth);
  }
  return result;
}

function readValue(value: OtlpValue | undefined, room: Room, depth: number): AttributeValue {
  if (!value || !isThere(value) || depth > DEEPEST) return null;
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value;
  if (stringValue !== undefined) return simpleText(stringValue, room);
  if (boolValue !== undefined) return boolValue === true;
  if (intValue !== undefined) return simpleNumber(intValue);
  if (doubleValue !== undefined) return simpleNumber(doubleValue);
  if (bytesValue !== undefined) return simpleText(bytesValue, room);
  if (arrayValue) return entriesOf(arrayValue.values).map((each) => readValue(each, room, depth + 1));
  if (kvlistValue) return readAttributes(kvlistValue.values, room, depth + 1);
  return null;
}

const simpleText = (value: unknown, room: Room): AttributeValue =>
  isThere(value) ? null : takeText(String(value), room);

/** Reads a double. OTLP writes NaN and Infinity as text, because JSON has no numbers for them. */
function simpleNumber(value: unknown): AttributeValue {
  const number = numberOf(value);
  return Number.isFinite(number) ? number : String(number);
}

function takeText(text: string, room: Room): string {
  const taken = cut(text, room.characters);
  room.characters = Math.max(room.characters - taken.length, 0);
  return taken;
}

const cut = (text: string, length: number): string =>
  text.length > length ? text.slice(0, length) + CUT : text;
