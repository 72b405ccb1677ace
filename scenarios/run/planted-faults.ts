import { UserError } from '#shared/cli/errors';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { ServiceName } from '#shared/services';
import { type ChaosApi, RuleRefused } from '#tools/chaos/chaos-api';
import { servicesOf } from '#tools/chaos/rule-words';

export interface PlantedFault {
  readonly id: string;
  readonly service: ServiceName;
  /** As the service stored it. */
  readonly rule: Readonly<Record<string, unknown>>;
}

/** Instants in milliseconds since 1970. */
export interface Window {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/**
 * Stores rules that begin and end by themselves, also where nobody is left to end them. Each gets the run's seed, so that
 * the same run hits the same calls.
 *
 * @param prefix of the ids
 * @throws UserError where no service takes a rule
 */
export async function plantFaults(
  api: Pick<ChaosApi, 'put'>,
  rules: readonly WrittenRule[],
  { prefix, seed, window }: { readonly prefix: string; readonly seed: number; readonly window: Window },
): Promise<PlantedFault[]> {
  const times = {
    starts_at: new Date(window.startsAtMs).toISOString(),
    expires_at: new Date(window.endsAtMs).toISOString(),
  };
  const planted: PlantedFault[] = [];
  for (const [at, rule] of rules.entries()) {
    const id = rule.id ?? `${prefix}-${at + 1}`;
    const body = { ...times, seed, ...rule, id: undefined };
    const refusals: string[] = [];
    for (const service of servicesOf(rule.point)) {
      try {
        planted.push({ id, service, rule: await api.put(service, id, body) });
      } catch (error) {
        if (!(error instanceof RuleRefused)) throw error;
        refusals.push(`${service}: ${error.message}`);
      }
    }
    if (!planted.some((each) => each.id === id)) {
      throw new UserError(`the fault ${id} is refused: ${refusals.join('; ')}`);
    }
  }
  return planted;
}

/** Hits by service and id, of those that are still listed by services that answer. */
export async function hitsOf(
  api: Pick<ChaosApi, 'list'>,
  planted: readonly PlantedFault[],
): Promise<ReadonlyMap<PlantedFault, number>> {
  const services = [...new Set(planted.map(({ service }) => service))];
  const lists = new Map(
    await Promise.all(
      services.map(async (service) => [service, await api.list(service).catch(() => undefined)] as const),
    ),
  );
  const hits = new Map<PlantedFault, number>();
  for (const fault of planted) {
    const listed = lists.get(fault.service)?.rules.find(({ id }) => id === fault.id);
    if (typeof listed?.hits === 'number') hits.set(fault, listed.hits);
  }
  return hits;
}

/** Ends what may still be on. */
export async function endFaults(api: Pick<ChaosApi, 'end'>, planted: readonly PlantedFault[]): Promise<void> {
  await Promise.all(planted.map(({ service, id }) => api.end(service, id)));
}
