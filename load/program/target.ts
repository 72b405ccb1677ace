import * as z from 'zod';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { type Environment, readSettings } from '#shared/cli/settings';
import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { SERVICES, type ServiceName } from '#shared/services';
import { port } from '#shared/settings/kinds';
import { engineUrls } from '#tools/engine-urls';

const address = z.url({ protocol: /^https?$/, error: 'the address of a service' }).optional();
const Variables = z.object({
  USER_URL: address,
  RESTAURANT_URL: address,
  ORDER_URL: address,
  ENGINE_PORT: port.default(PORT_NUMBERS.engine),
});

type Urls = Record<ServiceName, string>;

/**
 * The services behind a gateway, or those that the variables name, or those of the running engine.
 * @throws UsageError for a wrong variable, UserError where no engine answers
 */
export async function targetUrls(gateway: string | undefined, env: Environment): Promise<Urls> {
  if (gateway !== undefined) return mapValues(SERVICES, ({ prefix }) => withoutSlash(gateway) + prefix);
  const { ENGINE_PORT, ...named } = readSettings(Variables, env);
  const byVariable: Readonly<Record<string, string | undefined>> = named;
  const given = mapValues(SERVICES, (_, name) => byVariable[`${name.toUpperCase()}_URL`]);
  const isComplete = Object.values(given).every((url) => url !== undefined);
  const running = isComplete
    ? {}
    : await engineUrls(
        ENGINE_PORT,
        engineKeyHeaders(env),
        'USER_URL, RESTAURANT_URL and ORDER_URL, or --url',
      );
  return mapValues(given, (url, name) => withoutSlash(url ?? running[name] ?? ''));
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '');
