import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { mapValues } from '#shared/map-values';
import { SERVICE_NAMES, SERVICES, type ServiceName } from '#shared/services';

export type Targets = Readonly<Record<ServiceName, string>>;

export const TARGETS_ALLOWED = `the address of a gateway, or of all of ${SERVICE_NAMES.join(', ')} in this order, or as ${SERVICE_NAMES.map((name) => `${name}=URL`).join(',')}; http only`;

const ANSWER_TIMEOUT_MS = 5_000;

/** Reads the addresses of another implementation; undefined for a text that does not name them. */
export function targetsIn(text: string): Targets | undefined {
  const items = text.split(',').map((item) => item.trim());
  const [only = ''] = items;
  const gateway = urlIn(only);
  if (items.length === 1)
    return gateway === undefined ? undefined : mapValues(SERVICES, ({ prefix }) => gateway + prefix);
  if (items.length !== SERVICE_NAMES.length) return undefined;
  const named = new Map(items.map((item, at) => entryOf(item, SERVICE_NAMES[at])));
  const found = SERVICE_NAMES.map((name) => [name, named.get(name)] as const);
  if (found.some(([, address]) => address === undefined)) return undefined;
  return mapValues(SERVICES, (_, name) => named.get(name) ?? '');
}

/** @param place the service whose turn it is where none is named */
function entryOf(item: string, place: ServiceName | undefined): readonly [string, string | undefined] {
  const [, name = place ?? '', address = ''] = /^(?:(\w+)=)?(.*)$/.exec(item) ?? [];
  return [name, urlIn(address)];
}

/** Without the slash at its end. */
function urlIn(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && url.search === '' ? url.href.replace(/\/$/, '') : undefined;
}

/** @throws UserError for a service that does not answer as one of the contract */
export async function checkTargets(targets: Targets): Promise<void> {
  for (const name of SERVICE_NAMES) {
    const url = `${targets[name]}/health`;
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }).catch((error) => {
      throw new UserError(`no ${name} service answers at ${targets[name]} (${reasonOf(error)})`);
    });
    if (!response.ok)
      throw new UserError(`GET ${url} of the ${name} service was answered with ${response.status}`);
  }
}

const reasonOf = (error: Error): string => messageOf(error.cause ?? error);
