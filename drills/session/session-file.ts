import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { readEngineSettings } from '#local/cli/settings';
import type { Environment } from '#shared/cli/settings';
import { writeFileAtomicSync } from '#shared/files/atomic-file';
import { readJson } from '#shared/http/json-text';

const OWNER_ONLY = 0o700;

/** Where the keeper of the drill under way listens. Nothing in it says what the fault is: that is in the keeper's memory. */
const SessionFile = z.object({
  id: z.string(),
  port: z.number(),
  token: z.string(),
  /** When the faults are over, though everything is killed. */
  expires_at: z.string(),
});
export type SessionFile = z.infer<typeof SessionFile>;

/** In the data folder of the engine. */
export const sessionPath = (env: Environment): string => join(readEngineSettings(env).dataDir, 'drill.json');

export function writeSession(path: string, session: SessionFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY });
  writeFileAtomicSync(path, `${JSON.stringify(session)}\n`);
}

export function readSession(path: string): SessionFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const read = readJson(text);
  return 'value' in read ? SessionFile.safeParse(read.value).data : undefined;
}

/** Removes the file of this drill, and leaves that of a later one. */
export function removeSession(path: string, id: string): void {
  if (readSession(path)?.id === id) rmSync(path, { force: true });
}
