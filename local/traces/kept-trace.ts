import type { TraceSummary } from '#shared/console/traces';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { orderText } from '#shared/telemetry/order-state';
import {
  entriesOf,
  isError,
  nameOf,
  nanosOf,
  numberOf,
  type OtlpSpan,
  type OtlpValue,
  spanIdOf,
  traceIdOf,
} from '#shared/telemetry/otlp/read';

/** One received body, stored while a trace needs it. It is outside V8's heap, so it costs no garbage collection. */
export interface Batch {
  readonly body: Buffer;
  /** Number of traces with spans or log records in this body. */
  users: number;
}

const NANOS_PER_MICRO = 1e3;
const MICROS_PER_MS = 1e3;
const MOST_LINKS = 200;
/** Limit of services and of faults of a trace in the list. */
const MOST_NAMES = 32;
const HTTP_STATUS = { first: 100, last: 599, firstError: 400 };
/** A span name with a path template other than `/{proxy+}`. */
const NAMES_PATH = /\/(?!\{proxy\+\})/;

interface Root extends Pick<TraceSummary, 'name' | 'service' | 'status' | 'path'> {
  /** The span has no parent id. */
  readonly isTop: boolean;
  readonly startNs: number;
}

/** The received part of a trace: its summary, and the bodies with the details. */
export class KeptTrace {
  readonly traceId: string;
  readonly batches: Batch[] = [];
  readonly logBatches: Batch[] = [];
  /** Traces to which spans of this trace link. */
  readonly linksTo = new Set<string>();
  spans = 0;
  logs = 0;
  /** Number of spans dropped over the limit. */
  droppedSpans = 0;
  /** Time of the last received span or log record. */
  touchedMs = 0;
  readonly #services = new Set<string>();
  readonly #faults = new Set<string>();
  readonly #recovery = new Set<string>();
  readonly #orderIds = new Set<number>();
  /** The earliest span with an error code is the one that answered the client. */
  #problem = { code: '', startNs: Number.POSITIVE_INFINITY };
  #orderStatus: string | undefined;
  #orderOutcome: string | undefined;
  #errors = 0;
  #startNs = Number.POSITIVE_INFINITY;
  #endNs = 0;
  #root: Root = { name: '', service: '', status: undefined, path: undefined, isTop: false, startNs: 0 };

  constructor(traceId: string) {
    this.traceId = traceId;
  }

  addSpan(span: OtlpSpan, service: string, startNs: number): void {
    const endNs = Math.max(Number(nanosOf(span.endTimeUnixNano)), startNs);
    const isTop = spanIdOf(span.parentSpanId) === undefined;
    const isFirst = isTop === this.#root.isTop ? startNs < this.#root.startNs : isTop;
    const isRoot = this.spans === 0 || isFirst;
    let status: number | undefined;
    let path: string | undefined;
    for (const { key, value } of entriesOf(span.attributes)) {
      if (key === ATTRIBUTE.chaosFault) addUpTo(MOST_NAMES, this.#faults, nameOf(value?.stringValue));
      else if (key === ATTRIBUTE.chaosHits)
        for (const id of ruleIds(value)) addUpTo(MOST_NAMES, this.#faults, id);
      else if (key === ATTRIBUTE.orderStatus) this.#orderStatus = nameOf(value?.stringValue);
      else if (key === ATTRIBUTE.orderOutcome) this.#orderOutcome = nameOf(value?.stringValue);
      else if (key === ATTRIBUTE.orderId) addUpTo(MOST_NAMES, this.#orderIds, numberOf(value?.intValue));
      else if (key === ATTRIBUTE.recoveryOutcome)
        addUpTo(MOST_NAMES, this.#recovery, nameOf(value?.stringValue));
      else if (key === ATTRIBUTE.problemCode && startNs < this.#problem.startNs)
        this.#problem = { code: nameOf(value?.stringValue), startNs };
      else if (isRoot && key === ATTRIBUTE.httpStatus) status = statusOf(value?.intValue);
      else if (isRoot && key === ATTRIBUTE.urlPath) path = nameOf(value?.stringValue);
    }
    if (isRoot) this.#root = { name: nameOf(span.name), service, status, path, isTop, startNs };
    for (const link of entriesOf(span.links)) {
      const target = traceIdOf(link.traceId);
      if (target && target !== this.traceId) addUpTo(MOST_LINKS, this.linksTo, target);
    }
    this.spans++;
    if (isError(span)) this.#errors++;
    addUpTo(MOST_NAMES, this.#services, service);
    if (startNs < this.#startNs) this.#startNs = startNs;
    if (endNs > this.#endNs) this.#endNs = endNs;
  }

  summary(): TraceSummary {
    const { name, service, status, path } = this.#root;
    return {
      traceId: this.traceId,
      name,
      service,
      status,
      path: NAMES_PATH.test(name) ? undefined : path,
      startMs: this.spans === 0 ? 0 : roundedMs(this.#startNs),
      durationMs: this.spans === 0 ? 0 : roundedMs(this.#endNs - this.#startNs),
      services: [...this.#services],
      spans: this.spans,
      errors: this.#errors,
      order: orderText(this.#orderStatus, this.#orderOutcome),
      orderIds: [...this.#orderIds].filter(Number.isSafeInteger),
      recovery: [...this.#recovery],
      problem: isErrorStatus(status) && this.#problem.code !== '' ? this.#problem.code : undefined,
      faults: [...this.#faults],
    };
  }
}

/** The ids in a list of `<rule>@<point>`. */
const ruleIds = (value: OtlpValue | undefined): readonly string[] =>
  entriesOf(value?.arrayValue?.values).map(({ stringValue }) => nameOf(stringValue).replace(/@.*/, ''));

const isErrorStatus = (status: number | undefined): boolean =>
  status !== undefined && status >= HTTP_STATUS.firstError;

/** Rounds to microseconds: a double holds today's nanoseconds to a quarter of a microsecond. */
const roundedMs = (ns: number): number => Math.round(ns / NANOS_PER_MICRO) / MICROS_PER_MS;

function addUpTo<Name>(most: number, names: Set<Name>, name: Name): void {
  if (names.size < most) names.add(name);
}

function statusOf(value: unknown): number | undefined {
  const status = numberOf(value);
  return status >= HTTP_STATUS.first && status <= HTTP_STATUS.last ? status : undefined;
}
