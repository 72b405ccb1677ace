import { type Reply, reply } from './reply.ts';

export interface HealthCheck {
  /** Whether the service is unhealthy without this dependency. */
  readonly required: boolean;
  check(): Promise<unknown>;
}

interface HealthBody {
  readonly status: 'healthy' | 'unhealthy';
  readonly checks?: Record<string, 'up' | 'down'>;
}

/** A dependency that does not answer within this time is down. */
export const CHECK_TIMEOUT_MS = 2_000;

async function inTime(check: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Answers liveness at once; readiness (`?deep=1`) checks all dependencies of the service in parallel
 * and for a bounded time.
 * @param deep the query parameter; absent, empty and 0 mean liveness only
 */
export async function checkHealth(
  deep: string | undefined,
  checks: Readonly<Record<string, HealthCheck>>,
): Promise<Reply<HealthBody>> {
  if (!deep || deep === '0') return reply({ status: 'healthy' }, {});
  const names = Object.keys(checks);
  const results = await Promise.allSettled(Object.values(checks).map(({ check }) => inTime(check())));
  const isDown = (i: number): boolean => results[i]?.status === 'rejected';
  const unhealthy = Object.values(checks).some(({ required }, i) => required && isDown(i));
  const body = Object.fromEntries(
    names.map((name, i) => [name, isDown(i) ? ('down' as const) : ('up' as const)]),
  );
  return reply(
    { status: unhealthy ? 'unhealthy' : 'healthy', checks: body },
    { status: unhealthy ? 503 : 200 },
  );
}
