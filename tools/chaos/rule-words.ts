import { UsageError } from '#shared/cli/errors';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads the words `name=value` of a rule. A value is JSON where it can be read as JSON, else text: `percentage=30`,
 * `when=after`, `match={"order_id":7}`, and `match.order_id=7` for one member, at any depth.
 * @throws UsageError for a word without `=` or with an empty name, and for a member that is given twice
 */
export function membersOf(words: readonly string[]): Members {
  let members: Members = {};
  for (const word of words) {
    const at = word.indexOf('=');
    const path = word.slice(0, Math.max(at, 0)).split('.');
    if (path.includes('')) throw new UsageError(`"${word}" is no name=value, such as percentage=30`);
    members = withMember(members, path, valueIn(word.slice(at + 1)), word);
  }
  return members;
}

/** @param word which says so, for the error */
function withMember(
  members: Members,
  [name = '', ...inner]: readonly string[],
  value: unknown,
  word: string,
): Members {
  const given = Object.hasOwn(members, name) ? members[name] : undefined;
  if (inner.length === 0) {
    if (given === undefined) return { ...members, [name]: value };
    throw new UsageError(`"${word}" gives ${name} again, which is ${JSON.stringify(given)} already`);
  }
  if (given !== undefined && !isMembers(given)) {
    const text = JSON.stringify(given);
    throw new UsageError(`"${word}" names a member of ${name}, which is ${text} and has none`);
  }
  return { ...members, [name]: withMember(given ?? {}, inner, value, word) };
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
