import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

const OWNER_ONLY = 0o600;
let serial = 0;
const temporaryName = (file: string): string => `${file}.${process.pid}.${serial++}.tmp`;

/** After a crash at any moment the file holds the old content or the new, never a part of it. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const temporary = temporaryName(file);
  const handle = await open(temporary, 'w', OWNER_ONLY);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Like {@link writeFileAtomic} against a killed process, not against a power cut. */
export function writeFileAtomicSync(file: string, text: string): void {
  const temporary = temporaryName(file);
  const fd = openSync(temporary, 'w', OWNER_ONLY);
  try {
    try {
      writeSync(fd, text);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
