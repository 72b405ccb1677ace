import { UsageError } from '#shared/cli/errors';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

/**
 * Reads the words `name=value` of a rule. A value is JSON where it can be read as JSON, else text: `percentage=30`,
 * `when=after`, `match={"order_id":7}`, and `match.order_id=7` for one member.
 * @throws UsageError for a word without `=`
 */
export function membersOf(words: readonly string[]): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`"${word}" is no name=value, such as percentage=30`);
    const [name = '', inner] = word.slice(0, at).split('.');
    const value = valueIn(word.slice(at + 1));
    members[name] =
      inner === undefined ? value : { ...(members[name] as object | undefined), [inner]: value };
  }
  return members;
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The services that a pattern of points may name: one, or each where it begins with `*`. */
export function servicesOf(point: string): readonly ServiceName[] {
  const services = SERVICE_NAMES.filter(
    (service) => point.startsWith(`${service}.`) || (point.includes('*') && couldBe(point, service)),
  );
  if (services.length > 0) return services;
  throw new UsageError(
    `"${point}" is a point of no service; a point is <service>.<port>.<method>, and the services are ${SERVICE_NAMES.join(', ')} (npm run chaos -- points)`,
  );
}

const couldBe = (glob: string, service: ServiceName): boolean =>
  `${service}.`.startsWith(glob.slice(0, glob.indexOf('*')));

/** An id that says what the rule does, such as `charge-exception`. */
export const idFor = (point: string, mode: string): string =>
  `${point.replaceAll('*', 'all').split('.').slice(1).join('-')}-${mode}`
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, 40);
