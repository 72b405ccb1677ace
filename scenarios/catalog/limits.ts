import type { Limits } from '../scenario.ts';

/**
 * A system that works: every request is answered. Latency is held against seconds, because scenarios judge whether the
 * system is right and comes back, on machines that do other work too; the bench judges how fast it is.
 */
export const WORKING: Limits = { failedPercent: 0, p95Ms: 4_000 };

/** A system that works again, while the last calls of the fault may still end. */
export const RECOVERED: Limits = { failedPercent: 5, p95Ms: 4_000 };
