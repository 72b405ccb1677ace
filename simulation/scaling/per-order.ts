import type { Used } from '#scenarios/cost/used-by-order';
import { AWS_MEMORY_MIB } from '#stacks/aws-sizes';

const MIB_PER_GB = 1_024;
/** recover-order takes ten messages in 30 ms. */
const RECOVERY = { invocations: 0.1, seconds: 0.003 };

/** What one order of one menu asks of each service, its recovery included: docs/aws.md has the calls behind it. */
export const PER_ORDER = {
  apiCalls: 4,
  invocations: 4 + RECOVERY.invocations,
  writeUnits: 5,
  readUnits: 2,
  queueRequests: 1.2,
  statements: 2,
  cacheCommands: 8,
} as const;

/** @param environmentSeconds time of environments that an order takes */
export function usedWith(environmentSeconds: number): Used {
  const { apiCalls, invocations, writeUnits, readUnits, queueRequests } = PER_ORDER;
  const gbSeconds = (environmentSeconds + RECOVERY.seconds) * (AWS_MEMORY_MIB / MIB_PER_GB);
  return { apiCalls, invocations, gbSeconds, writeUnits, readUnits, queueRequests };
}
