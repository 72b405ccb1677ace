import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

const OWNER_ONLY = 0o600;
let serial = 0;
const temporaryName = (file: string): string => `${file}.${process.pid}.${serial++}.tmp`;

/** Writes a file so that a crash at any moment leaves the whole old content or the whole new content. */
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

/**
 * Like {@link writeFileAtomic}, but protects only against a killed process, not against a power cut.
 * @param mode lowered by the umask
 */
export function writeFileAtomicSync(file: string, contents: string | Uint8Array, mode = OWNER_ONLY): void {
  const temporary = temporaryName(file);
  try {
    // not writeSync: on a full disk it writes a part and does not throw
    writeFileSync(temporary, contents, { mode });
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
    // the first error is the one to report
  }
}
