import * as z from 'zod';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-lock.ts';
import type { ProcessRecord } from '../host/process-identity.ts';

const ANSWER_WITHIN_MS = 2_000;

/** What the engine's own port answers, as far as it is shown. */
const EngineStatus = z.object({
  pid: z.number(),
  since: z.string(),
  urls: z.record(z.string(), z.string()),
  functions: z.record(z.string(), z.object({ size: z.number(), waiting: z.number() })),
  backends: z.record(z.string(), z.number().nullish()),
  backendStates: z.record(
    z.string(),
    z.object({ state: z.string(), restarts: z.number(), problem: z.string().optional() }),
  ),
  dataDir: z.string(),
  telemetry: z.unknown(),
  log: z.object({ level: z.string(), droppedLines: z.number() }),
});
export type EngineStatus = z.infer<typeof EngineStatus>;

export interface RunningEngine {
  readonly process: ProcessRecord;
  /** Of its own port; undefined while it starts. */
  readonly url: string | undefined;
}

/** The engine that has this data folder open. @throws EngineError if it cannot be seen from here */
export function findEngine(dataDir: string): RunningEngine | undefined {
  const owner = findOwner(dataDir);
  if (!owner) return undefined;
  if (!owner.process) {
    throw new EngineError(
      `an engine has ${dataDir} open, but its process cannot be seen from here; stop it where it was started`,
    );
  }
  return { process: owner.process, url: owner.url };
}

/** What the engine says of itself; undefined if it does not answer in time. */
export async function askEngine(url: string): Promise<EngineStatus | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return EngineStatus.parse(await answer.json());
  } catch {
    return undefined;
  }
}
