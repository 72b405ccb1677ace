import { join } from 'node:path';
import { readEvent } from '#local/cli/event-file';
import type { Engine } from '#local/engine/engine';
import { createServiceTokens } from '#shared/auth/tokens';
import { DEPLOYED_SERVICES, functionsOf } from '#stacks/services';
import { createApi } from '#tests/support/api/client';

export const EVENTS = join(import.meta.dirname, '..', '..', 'events');
/** Every function that has events, such as `order/place-order`. */
export const FUNCTIONS = DEPLOYED_SERVICES.flatMap(functionsOf).map(
  ({ service, name }) => `${service}/${name}`,
);
export const good = (name: string): string => join(EVENTS, `${name}.json`);
export const bad = (name: string): string => join(EVENTS, `${name}.bad.json`);
/** They take no input, so none of it can be bad. */
const WITHOUT_INPUT = /\/(list-restaurants|get-health|list-faults|end-faults)$/;
export const hasBad = (name: string): boolean => !WITHOUT_INPUT.test(name);

/** The values of the variables in the events, for a user with one order. */
export async function eventVariables({ urls, variables }: Engine) {
  const api = createApi(urls);
  const buyer = await api.newUser();
  const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  const secret = variables('restaurant').SERVICE_TOKEN_SECRET ?? '';
  return {
    TOKEN: buyer.token,
    SERVICE_TOKEN: await createServiceTokens(secret).sign('restaurant'),
    USER_ID: String(buyer.id),
    ORDER_ID: String(body.id),
    ENGINE_PORT: new URL(urls.engine).port,
  };
}

/** Invokes a function with the event of a file. */
export const run = async (
  engine: Engine,
  name: string,
  file: string,
  variables: Record<string, string>,
): Promise<unknown> => engine.invoke(name, JSON.parse(await readEvent(file, variables)));
