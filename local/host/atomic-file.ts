import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

const OWNER_ONLY = 0o600;
let serial = 0;
const temporaryName = (file: string): string => `${file}.${process.pid}.${serial++}.tmp`;

/** After a crash at any moment the file holds the old content or the new, never a part of it. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const temporary = temporaryName(file);
  try {
    const handle = await open(temporary, 'w', OWNER_ONLY);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Like {@link writeFileAtomic} against a killed process, not against a power cut. */
export function writeFileAtomicSync(file: string, text: string): void {
  const temporary = temporaryName(file);
  try {
    // not writeSync, which writes as much as there is room for and throws nothing
    writeFileSync(temporary, text, { mode: OWNER_ONLY });
    renameSync(temporary, file);
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // the reason of the failure before matters more
  }
}
