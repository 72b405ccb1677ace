import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { entriesOf, isError, nameOf, nanosOf, numberOf, type OtlpSpan, spanIdOf, traceIdOf } from './otlp.ts';

/** One body as it was received, for as long as a trace needs it. Outside of V8's heap, so that keeping it is free. */
export interface Batch {
  readonly body: Buffer;
  /** Traces that have something in it. */
  users: number;
}

/** What the list shows of a trace. */
export interface TraceSummary {
  readonly traceId: string;
  /** Of the span at its root, or of the first one while the root is not there. */
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** In order of appearance. */
  readonly services: readonly string[];
  readonly spans: number;
  readonly errors: number;
  /** HTTP status of the root. */
  readonly status: number | undefined;
  /** URL path of the root, where its name does not tell. */
  readonly path: string | undefined;
  /** Faults that acted, such as `delay`. */
  readonly faults: readonly string[];
}

const NANOS_PER_MICRO = 1e3;
const MICROS_PER_MS = 1e3;
const MOST_LINKS = 200;
/** Services and faults in the list of traces. */
const MOST_NAMES = 32;
const HTTP_STATUS = { first: 100, last: 599 };
/** A name with a template of the path that says something. */
const NAMES_PATH = /\/(?!\{proxy\+\})/;

interface Root extends Pick<TraceSummary, 'name' | 'service' | 'status' | 'path'> {
  /** It has no parent at all. */
  readonly isTop: boolean;
  readonly startNs: number;
}

/** A trace as far as it has come: its summary, and the bodies that hold the rest. */
export class KeptTrace {
  readonly traceId: string;
  readonly batches: Batch[] = [];
  readonly logBatches: Batch[] = [];
  /** Traces that spans of this one are linked to. */
  readonly linksTo = new Set<string>();
  spans = 0;
  logs = 0;
  /** Spans that came when there were too many already. */
  droppedSpans = 0;
  /** When something came last. */
  touchedMs = 0;
  readonly #services = new Set<string>();
  readonly #faults = new Set<string>();
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
      faults: [...this.#faults],
    };
  }
}

/** To a microsecond: a number holds today's nanoseconds to a quarter of one only. */
const roundedMs = (ns: number): number => Math.round(ns / NANOS_PER_MICRO) / MICROS_PER_MS;

function addUpTo(most: number, names: Set<string>, name: string): void {
  if (names.size < most) names.add(name);
}

function statusOf(value: unknown): number | undefined {
  const status = numberOf(value);
  return status >= HTTP_STATUS.first && status <= HTTP_STATUS.last ? status : undefined;
}
