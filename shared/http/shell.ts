import type { Logger } from '@aws-lambda-powertools/logger';
import type { TokenUser } from '#shared/auth/tokens';
import { createSsmParameter } from '#shared/db/ssm';
import { countClaims } from '#shared/faults/count-claims';
import { createFaults, type Faults } from '#shared/faults/faults';
import { createHitCounter } from '#shared/faults/hit-counter';
import type { HitStore } from '#shared/faults/hit-store';
import { shellPoints } from '#shared/faults/points/point';
import { pushedVersion } from '#shared/faults/stored-version';
import { createFaultSwitches, type FaultSwitches } from '#shared/faults/switches';
import type { ServiceName } from '#shared/services';
import { createLog } from '#shared/telemetry/log';

/** The parts that the handlers of one service share. */
export interface Shell {
  readonly log: Logger;
  /** Reads and writes the settings of faults, for chaos routes. */
  readonly switches: FaultSwitches;
  readonly faults: Faults;
  /** If set, required in `x-chaos-key` to change switches or use `?delay=` and `x-chaos`. */
  readonly chaosKey?: string | undefined;
  /** Verifies the tokens of routes with auth `user` and `owner`. */
  readonly verifyUser?: (token: string) => Promise<TokenUser>;
  /** Verifies the tokens of routes with auth `service`. */
  readonly verifyService?: (token: string) => Promise<void>;
  /** Whether routes with auth `owner` take calls without a token, and those `publicWhereAnonymous` any call. */
  readonly allowAnonymous?: boolean;
}

export interface ShellVariables {
  readonly POWERTOOLS_SERVICE_NAME: ServiceName;
  readonly CHAOS_PARAMETER: string;
  readonly CHAOS_ENABLED: boolean;
  readonly CHAOS_POLL_MS: number;
  readonly TELEMETRY_FLUSH?: string | undefined;
  readonly CHAOS_KEY?: string | undefined;
  readonly CHAOS_SEAL_KEY?: string | undefined;
  readonly CHAOS_STOP_WHEN?: boolean | undefined;
  readonly ALLOW_ANONYMOUS: boolean;
}

/**
 * @param hits store of the hits of faults
 * @param authOf verifies callers
 * @param consumes whether the service has consumers of queues, which are a point too
 */
export function createShell(
  env: ShellVariables,
  hits: HitStore,
  authOf: (faults: Faults) => Pick<Shell, 'verifyUser' | 'verifyService'>,
  consumes = false,
): Shell {
  const service = env.POWERTOOLS_SERVICE_NAME;
  const log = createLog(service);
  const warn = (message: string, detail: Error | Readonly<Record<string, unknown>>): void =>
    detail instanceof Error ? log.warn(message, detail) : log.warn(message, { ...detail });
  const switches = createFaultSwitches(createSsmParameter(env.CHAOS_PARAMETER), {
    service,
    enabled: env.CHAOS_ENABLED,
    pollMs: env.CHAOS_POLL_MS,
    pushedVersion,
    hits,
    sealKey: env.CHAOS_SEAL_KEY,
    evaluatesStopWhen: env.CHAOS_STOP_WHEN,
    points: () => [...shellPoints(service, consumes), ...faults.points()],
    warn,
  });
  const faults: Faults = createFaults(switches, {
    service,
    counter: createHitCounter(hits, { freezes: env.TELEMETRY_FLUSH === 'invocation', warn }),
    claims: countClaims(hits, warn),
    log: (message, detail) => log.info(message, detail),
  });
  const auth = authOf(faults);
  return { log, switches, faults, chaosKey: env.CHAOS_KEY, allowAnonymous: env.ALLOW_ANONYMOUS, ...auth };
}
