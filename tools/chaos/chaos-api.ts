import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { EndedRule } from '#shared/cli/ended-rule';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { UserError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { messageOf } from '#shared/error-message';
import { CHAOS_KEY_HEADER } from '#shared/faults/chaos-key';
import { PORT_NUMBERS } from '#shared/ports';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { port } from '#shared/settings/kinds';
import { engineUrls } from '../engine-urls.ts';
import { endedIdProblem, ruleIdProblem } from './fault-id.ts';

/** Longer than a chaos route may take. */
const TIMEOUT_MS = 30_000;
const REFUSED = 422;
const NOT_FOUND = 404;
/** The store of the switches did not answer in time, or someone else was quicker. Every call may be repeated. */
const UNAVAILABLE = 503;
const MOST_TRIES = 3;
const BETWEEN_TRIES_MS = 500;

const address = z.url({ protocol: /^https?$/, error: 'the address of a service' }).optional();
const Addresses = z.object(
  Object.fromEntries(SERVICE_NAMES.map((service) => [urlVariable(service), address])),
);
const Variables = z.object({
  ENGINE_PORT: port.default(PORT_NUMBERS.engine),
  CHAOS_KEY: z.string().optional(),
});

/** The variable with a service's address: `USER_URL`. */
function urlVariable(service: ServiceName): string {
  return `${service.toUpperCase()}_URL`;
}

const Rule = z.looseObject({ id: z.string(), point: z.string(), mode: z.string() });
export type ListedRule = z.infer<typeof Rule>;
const Rules = z.object({
  enabled: z.boolean(),
  rules: z.array(Rule),
  invalid: z.array(z.object({ value: z.string(), problem: z.string() })),
});
export type ListedRules = z.infer<typeof Rules>;
const OfEngine = z.object({ ended: z.array(EndedRule) });
const Refusal = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
  ]),
});

/** A rule that the service refuses, with every reason. */
export class RuleRefused extends Error {
  override readonly name = 'RuleRefused';
}

/** The chaos routes of the three services. */
export interface ChaosApi {
  list(service: ServiceName): Promise<ListedRules>;
  /** @throws RuleRefused */
  put(service: ServiceName, id: string, rule: object): Promise<ListedRule>;
  /**
   * @returns whether there was such a rule
   * @throws RuleRefused
   */
  end(service: ServiceName, id: string): Promise<boolean>;
  endAll(service: ServiceName): Promise<void>;
}

/** The chaos routes, and what an engine adds to them. */
interface FoundServices extends ChaosApi {
  /** The last rules that their `stop_when` ended: those of the engine, and none where the services are not its own. */
  ended(): Promise<readonly EndedRule[]>;
}

/**
 * The services of the running engine, or those that USER_URL, RESTAURANT_URL and ORDER_URL name.
 * @throws UserError where no engine answers
 */
export async function findServices(env: Environment): Promise<FoundServices> {
  const { ENGINE_PORT, CHAOS_KEY } = readSettings(Variables, env);
  const given = readSettings(Addresses, env);
  const isComplete = SERVICE_NAMES.every((service) => given[urlVariable(service)] !== undefined);
  const found = isComplete
    ? {}
    : await engineUrls(ENGINE_PORT, engineKeyHeaders(env), 'USER_URL, RESTAURANT_URL and ORDER_URL');
  return {
    ...chaosApi((service) => given[urlVariable(service)] ?? found[service] ?? '', CHAOS_KEY),
    ended: async () => (isComplete ? [] : await endedRules(ENGINE_PORT, engineKeyHeaders(env))),
  };
}

async function endedRules(
  enginePort: number,
  headers: Readonly<Record<string, string>>,
): Promise<readonly EndedRule[]> {
  const url = `http://127.0.0.1:${enginePort}/chaos`;
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  return OfEngine.parse(await response.json()).ended;
}

/**
 * The chaos routes of services whose addresses are known.
 * @param key of the chaos routes, where the stage has one
 */
export function chaosApi(addressOf: (service: ServiceName) => string, key: string | undefined): ChaosApi {
  const headers = key === undefined ? {} : { [CHAOS_KEY_HEADER]: key };

  async function call(service: ServiceName, method: string, path: string, body?: object): Promise<Response> {
    const url = `${addressOf(service).replace(/\/$/, '')}/chaos${path}`;
    const once = (): Promise<Response> =>
      fetch(url, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw new UserError(`the ${service} service at ${url} does not answer: ${messageOf(cause)}`, {
          cause,
        });
      });
    let response = await once();
    for (let tries = 1; response.status === UNAVAILABLE && tries < MOST_TRIES; tries++) {
      await wait(BETWEEN_TRIES_MS);
      response = await once();
    }
    if (response.status === REFUSED) throw new RuleRefused(reasonsIn(await response.json()));
    if (response.ok || (response.status === NOT_FOUND && method === 'DELETE')) return response;
    throw new UserError(
      `${method} ${url} answered ${response.status}: ${(await response.text()).slice(0, 200)}`,
    );
  }
  return {
    list: async (service) => Rules.parse(await (await call(service, 'GET', '')).json()),
    put: async (service, id, rule) => {
      refuse(ruleIdProblem(id));
      return Rule.parse(await (await call(service, 'PUT', `/${id}`, rule)).json());
    },
    end: async (service, id) => {
      refuse(endedIdProblem(id));
      return (await call(service, 'DELETE', `/${id}`)).ok;
    },
    endAll: async (service) => {
      await call(service, 'DELETE', '');
    },
  };
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new RuleRefused(problem);
}

function reasonsIn(body: unknown): string {
  const { detail } = Refusal.parse(body);
  if (typeof detail === 'string') return detail;
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.') || loc.join('.')}: ${msg}`).join('; ');
}
