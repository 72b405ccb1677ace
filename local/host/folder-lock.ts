import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomicSync } from '#shared/files/atomic-file';
import { EngineError } from './engine-error.ts';
import { lockOwner, OWNER_FILE, ownerText } from './folder-owner.ts';
import { startedAt } from './process-identity.ts';
import { tryLock } from './sqlite-lock.ts';

export interface FolderLock {
  /** Records the owner's address. */
  announce(url: string): void;
  release(): void;
}

/** Locks the folder for this process. @throws EngineError that names the process that has it */
export function lockFolder(folder: string): FolderLock {
  const database = tryLock(folder);
  if (!database) {
    const owner = lockOwner(folder);
    throw new EngineError(
      `another engine${owner ? ` (process ${owner})` : ''} is running on ${folder}; ` +
        'stop it, or choose another folder with LOCAL_DATA_DIR',
    );
  }
  const owner = [process.pid, startedAt(process.pid) ?? ''];
  const file = join(folder, OWNER_FILE);
  writeFileAtomicSync(file, ownerText(owner));
  return {
    // in place, so that no more room is needed
    announce: (url) => writeFileSync(file, ownerText([...owner, url]), { flag: 'r+' }),
    release: () => database.close(),
  };
}
