import * as z from 'zod';
import { SERVICE_NAMES } from '#shared/services';
import { flag, wholeNumber } from '#shared/settings/kinds';
import { readValues } from '#shared/settings/read-values';

/** Variables of every function of every service. */
export const CommonEnv = z.object({
  STAGE: z.string().min(1),
  POWERTOOLS_SERVICE_NAME: z.enum(SERVICE_NAMES),
  /** SSM parameter with the service's fault switches, as JSON. */
  CHAOS_PARAMETER: z.string().startsWith('/'),
  /** Where it is off, chaos routes answer 404, `?delay=` and `x-chaos` are ignored and SSM is never read. */
  CHAOS_ENABLED: flag,
  /** Greatest age of the switches at the start of an invocation, in milliseconds. */
  CHAOS_POLL_MS: wholeNumber(),
  /** `invocation` where environments are frozen between invocations, so that they send everything before they answer. */
  TELEMETRY_FLUSH: z.string().optional(),
  /** If set, chaos routes, `?delay=` and `x-chaos` require it in `x-chaos-key`. */
  CHAOS_KEY: z.string().min(16).optional(),
  /** Encrypts sealed rules. Where it is missing, there are none. */
  CHAOS_SEAL_KEY: z.string().min(16).optional(),
  /** Whether something evaluates `stop_when` of rules and ends them, as the engine does. Where it is missing, no rule has it. */
  CHAOS_STOP_WHEN: flag.optional(),
});

/** Variables of every function of a route. */
export const RouteEnv = CommonEnv.extend({
  /**
   * Whether the calls of the documents, which carry no token, are taken: `owner` routes without a token, and routes that are
   * `publicWhereAnonymous` with any.
   */
  ALLOW_ANONYMOUS: flag,
});

/** The variables a stack must set so that the code behind `Schema` starts; optional ones stay optional. */
export type Variables<Schema extends z.ZodObject> = { [K in keyof z.input<Schema>]: string };

/**
 * Reads the environment once, at cold start, so that a bad variable stops the function before it takes a request.
 * @throws Error that names each bad variable
 */
export function parseEnv<T extends z.ZodObject>(
  schema: T,
  source: NodeJS.ProcessEnv = process.env,
): z.infer<T> {
  return readValues(schema, source, (sentence) => new Error(`Wrong environment: ${sentence}`));
}
