import type { ServiceName } from '#shared/services';
import type { CacheKind, CacheReads } from './caches.ts';
import type { ConservationFrame } from './conservation.ts';
import type { DrillBody } from './drill.ts';
import type { FunctionsFrame, ShownQueue } from './functions.ts';
import type { LoadFrame } from './load-frame.ts';
import type { EdgeId } from './topology.ts';

/** Calls over an edge in the last {@link EDGE_WINDOW_S} seconds. */
export interface EdgeFigures {
  /** Calls per second. */
  readonly rate: number;
  /** Failed calls per second: no answer, an error of what was called, or a declined payment. */
  readonly errors: number;
  /** Within 3 %; null without calls. */
  readonly p95_ms: number | null;
  /** Calls and failed calls since the console counts, that is since it was first looked at. */
  readonly calls: number;
  readonly failed: number;
  /** Whether an open breaker refused a call in the last seconds; absent where none did. */
  readonly breaker_open?: true;
}
export const EDGE_WINDOW_S = 10;

/**
 * Spans that functions dropped, since the console counts. Some may have arrived: a function drops those of a post that
 * was not answered in time, although they were sent.
 */
export interface DroppedSpans {
  readonly count: number;
  /** When the last of them became known. Milliseconds since 1970. */
  readonly last_at_ms: number;
}

/** A fault that is on. */
export interface ShownFault {
  readonly service: ServiceName;
  readonly id: string;
  readonly point: string;
  readonly mode: string;
  /** Where it acts. */
  readonly edges: readonly EdgeId[];
  /** Null while the store of hits cannot be read. */
  readonly hits: number | null;
  readonly hits_per_second: number | null;
  /** Answers with `x-chaos-hit` that name it, since the console counts. */
  readonly affected: number;
  /** Milliseconds since 1970; null: until it is ended. */
  readonly expires_at_ms: number | null;
  /** Its other members: `percentage`, `ms`, `when`, `match` … */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The state of the system at one second. Each part is undefined while it is not known. */
export interface Frame {
  /** Milliseconds since 1970. */
  readonly at_ms: number;
  readonly edges?: Readonly<Partial<Record<EdgeId, EdgeFigures>>>;
  readonly faults?: readonly ShownFault[];
  /** Why the faults of a service are not known. */
  readonly fault_problems?: readonly string[];
  readonly load?: LoadFrame;
  /** When it has changed, and now and then. */
  readonly drill?: DrillBody;
  /** Absent with telemetry off. */
  readonly caches?: Readonly<Partial<Record<CacheKind, CacheReads>>>;
  /** Absent where none is known. */
  readonly dropped_spans?: DroppedSpans;
  /** When it became known, and now and then. */
  readonly conservation?: ConservationFrame;
  /** Absent where no function changed. */
  readonly functions?: FunctionsFrame;
  /** When a depth has changed, and now and then. */
  readonly queues?: readonly ShownQueue[];
}

/** How many frames are kept: 15 minutes. */
export const FRAMES_KEPT = 900;
