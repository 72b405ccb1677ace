type Parameters = Readonly<Record<string, unknown>>;

/**
 * Example parameters of each mode that has any: one set for each form that the mode has. A mode that is not here has none.
 *
 * @param ms length of what takes time
 */
export const modeExamples = (ms: number): Readonly<Record<string, readonly Parameters[]>> => ({
  latency: [{ ms }, { min_ms: ms, max_ms: 2 * ms }, { p50_ms: ms, p99_ms: 2 * ms }],
  wrong_value: [{ kind: 'stale' }, { kind: 'price_off_by_one' }, { kind: 'swapped_lines' }],
  status: [{ status: 503 }],
  cpu: [{ ms }],
  memory: [{ mb: 1 }],
  lock_held: [{ ms: 5 * ms }],
  slow_query: [{ ms }],
  slow: [{ ms }],
  delayed: [{ seconds: 1 }],
  reordered: [{ within_seconds: 1 }],
  slow_body: [{ ms }],
  http_status: [{ status: 503 }],
  clock_skew: [{ seconds: 5 }],
});
