import { readdirSync, readlinkSync } from 'node:fs';

export interface OpenFiles {
  /** Sockets among them too. */
  readonly files: number;
  readonly sockets: number;
}

/** Counts what these processes have open; processes that have just ended have nothing open. */
export function openFilesOf(pids: readonly number[], proc = '/proc'): OpenFiles {
  let files = 0;
  let sockets = 0;
  for (const pid of pids) {
    const links = linksIn(`${proc}/${pid}/fd`);
    files += links.length;
    sockets += links.filter((link) => link.startsWith('socket:')).length;
  }
  return { files, sockets };
}

function linksIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => targetOf(`${folder}/${name}`));
  } catch {
    return [];
  }
}

function targetOf(link: string): string[] {
  try {
    return [readlinkSync(link)];
  } catch {
    return []; // closed meanwhile
  }
}
