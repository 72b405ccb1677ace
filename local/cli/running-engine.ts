import { EngineStatus } from '#shared/cli/engine-status';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-owner.ts';
import type { ProcessRecord } from '../host/process-identity.ts';

const ANSWER_WITHIN_MS = 2_000;

export interface RunningEngine {
  readonly process: ProcessRecord;
  /** URL of the engine's own port; undefined while it starts. */
  readonly url: string | undefined;
}

/** Finds the engine that has this data folder open. @throws EngineError if its process is not visible from here */
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

/** Requests the engine's status; undefined if it does not answer in time. */
export async function askEngine(url: string): Promise<EngineStatus | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return EngineStatus.parse(await answer.json());
  } catch {
    return undefined;
  }
}
