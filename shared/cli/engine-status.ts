import * as z from 'zod';

const Pool = z.object({
  /** Name of the function in AWS. */
  name: z.string(),
  /** Greatest number of environments. */
  cap: z.number(),
  /** Environments that exist now. */
  size: z.number(),
  /** Calls that wait for one. */
  waiting: z.number(),
  /** Environments that were started since the engine was. */
  starts: z.number(),
  /** Calls that were refused since then, since too many waited. */
  throttled: z.number(),
  pids: z.array(z.number()),
});

const BackendState = z.object({
  state: z.enum(['up', 'restarting', 'stopped', 'external']),
  restarts: z.number(),
  problem: z.string().optional(),
});

/** The answer of a running engine at its own port: written by the engine, read by every program that looks for one. */
export const EngineStatus = z.object({
  pid: z.number(),
  since: z.string(),
  /** URLs by the name of the port. */
  urls: z.record(z.string(), z.string()),
  /** Pools by key, such as `order/place-order`. */
  functions: z.record(z.string(), Pool),
  /** Process ids. */
  backends: z.record(z.string(), z.number().optional()),
  backendStates: z.record(z.string(), BackendState),
  dataDir: z.string(),
  /** Variables that lead to the stores, without passwords. */
  stores: z.record(z.string(), z.string()),
  telemetry: z.union([
    z.literal('off'),
    z.looseObject({
      forwardTo: z.string().optional(),
      /** Why the receiver gets nothing. */
      problem: z.string().optional(),
    }),
  ]),
  log: z.object({ level: z.string(), droppedLines: z.number() }),
});
export type EngineStatus = z.infer<typeof EngineStatus>;
