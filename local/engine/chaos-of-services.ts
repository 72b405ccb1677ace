import * as z from 'zod';
import { messageOf } from '#shared/error-message';
import { CHAOS_KEY_HEADER } from '#shared/faults/chaos-key';
import { serviceAgent } from '#shared/http-client/service-agent';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

/** Longer than a chaos route may take. */
const TIMEOUT_MS = 30_000;
const NOT_FOUND = 404;

const Listed = z.object({
  enabled: z.boolean(),
  rules: z.array(z.looseObject({ id: z.string() })),
  invalid: z.array(z.object({ value: z.string(), problem: z.string() })),
});

/** What is on in a service, or why that is not known. */
export type ServiceFaults = z.infer<typeof Listed> | { readonly problem: string };

/** An answer of a service, as it came. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
}

/** The faults of all services at once. */
export interface ChaosOfServices {
  /** The rules of one service, without a line in the request log. */
  rulesOf(service: ServiceName): Promise<readonly unknown[]>;
  /** Sets a rule. @returns the service's own answer, which may be a refusal */
  put(service: ServiceName, id: string, rule: Buffer): Promise<ServiceAnswer>;
  list(): Promise<{ readonly services: Readonly<Record<ServiceName, ServiceFaults>> }>;
  /** Ends one rule. @returns whether it was on */
  end(service: ServiceName, id: string): Promise<boolean>;
  /** Ends all switches and rules. @returns what could not be ended, and why, one sentence for each service */
  endAll(): Promise<readonly string[]>;
}

/** @param key that the services ask for, where they do */
export function chaosOfServices(
  urls: Readonly<Record<ServiceName, string>>,
  key: string | undefined,
): ChaosOfServices {
  const headers: Readonly<Record<string, string>> = key === undefined ? {} : { [CHAOS_KEY_HEADER]: key };

  async function call(service: ServiceName, method: 'GET' | 'DELETE', id?: string): Promise<Response> {
    const response = await fetch(`${urls[service]}/chaos${id === undefined ? '' : `/${id}`}`, {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok || (id !== undefined && response.status === NOT_FOUND)) return response;
    throw new Error(`it answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
  }
  const each = async <T>(work: (service: ServiceName) => Promise<T>) =>
    Promise.all(
      SERVICE_NAMES.map(async (service) => {
        const result = await work(service).catch((error: unknown) => ({ problem: messageOf(error) }));
        return [service, result] as const;
      }),
    );
  return {
    async rulesOf(service) {
      const response = await fetch(`${urls[service]}/chaos`, {
        headers: { ...headers, 'user-agent': serviceAgent('engine') },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return Listed.parse(await response.json()).rules;
      throw new Error(`GET /chaos of the ${service} service answered ${response.status}`);
    },
    async put(service, id, rule) {
      const response = await fetch(`${urls[service]}/chaos/${encodeURIComponent(id)}`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: new Uint8Array(rule),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, body: await response.text() };
    },
    async list() {
      const listed = await each(async (service) => Listed.parse(await (await call(service, 'GET')).json()));
      return { services: Object.fromEntries(listed) as Record<ServiceName, ServiceFaults> };
    },
    end: async (service, id) => (await call(service, 'DELETE', id)).ok,
    async endAll() {
      const ended = await each(async (service) => {
        await call(service, 'DELETE');
        return undefined;
      });
      return ended.flatMap(([service, result]) =>
        result ? [`The faults of the ${service} service may be on: ${result.problem}`] : [],
      );
    },
  };
}
