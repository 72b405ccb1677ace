/** What came back for one call. */
export interface Answer<T> {
  /** 0 where nothing came back. */
  readonly status: number;
  /** Body of a 2xx. */
  readonly body: T | undefined;
  /** Set for every other answer, and where nothing came back. */
  readonly problem: Problem | undefined;
  readonly traceId: string | undefined;
  /** `<fault>@<point>` of the faults that acted on the answer. */
  readonly hits: readonly string[];
  readonly tookMs: number;
}

/** A refusal or failure, as the services word it. */
export interface Problem {
  /** A code of the services, or `no_answer`. */
  readonly code: string;
  /** The order that exists, or may exist, in spite of it. */
  readonly orderId: number | undefined;
  /** Names of the refused fields. */
  readonly fields: readonly string[];
}

interface ProblemBody {
  readonly code?: string;
  readonly order_id?: number;
  readonly detail?: string | readonly { readonly loc?: readonly (string | number)[] }[];
}

const HITS_HEADER = 'x-chaos-hit';
const TRACE_HEADER = 'x-trace-id';

/** Reads the answer of a service. A body that is no JSON, as a proxy may send, counts as a failure without a code. */
export async function readAnswer<T>(response: Response, tookMs: number): Promise<Answer<T>> {
  const { status, headers, ok } = response;
  const body: unknown = await response.json().catch(() => undefined);
  const hits = headers.get(HITS_HEADER)?.split(', ') ?? [];
  const traceId = headers.get(TRACE_HEADER) ?? undefined;
  const isRead = ok && body !== undefined;
  return {
    ...{ status, traceId, hits, tookMs },
    // the route's schema is the service's promise; the shop shows what it gets
    body: isRead ? (body as T) : undefined,
    problem: isRead ? undefined : problemOf(body),
  };
}

/** The answer where nothing came back. */
export const noAnswer = (tookMs: number): Answer<never> => ({
  ...{ status: 0, body: undefined, traceId: undefined, hits: [], tookMs },
  problem: { code: 'no_answer', orderId: undefined, fields: [] },
});

function problemOf(body: unknown): Problem {
  const { code = 'internal', order_id: orderId, detail } = (body ?? {}) as ProblemBody;
  const violations = typeof detail === 'object' ? detail : [];
  const fields = violations.map(({ loc }) => String(loc?.[1] ?? ''));
  return { code, orderId, fields: [...new Set(fields)].filter(Boolean) };
}
