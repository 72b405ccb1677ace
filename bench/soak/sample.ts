import { join } from 'node:path';
import { memoryOfAll } from '#local/host/process-memory';
import { treeOf } from '#local/host/process-tree';
import { fallbackFolderOf } from '#local/services/postgres/postgres-folder';
import { UserError } from '#shared/cli/errors';
import { partNames, readStatus } from '../parts.ts';
import type { System } from '../system.ts';
import { folderBytes, foldersIn } from './folder-size.ts';
import { openFilesOf } from './open-files.ts';

/** One look at a system: every measure by its name, such as `memory of the engine`. */
export interface Sample {
  /** Seconds since the load began. */
  readonly second: number;
  readonly values: Readonly<Record<string, number>>;
}

const MB = 1e6;
/** All environments of all functions together. */
const FUNCTIONS = 'functions';

/** Reads memory (PSS, in MB), sockets and open files of each part, and the size of each folder of the data (in MB). */
export async function takeSample(system: System, dataDir: string, second: number): Promise<Sample> {
  const values: Record<string, number> = {};
  for (const [part, pids] of await pidsByPart(system)) {
    const { proportionalBytes } = memoryOfAll(pids);
    const { files, sockets } = openFilesOf(pids);
    if (part === FUNCTIONS) {
      values.environments = pids.length;
      values['memory of an environment, MB'] = proportionalBytes / MB / pids.length;
    } else {
      values[`memory of ${part}, MB`] = proportionalBytes / MB;
    }
    values[`sockets of ${part}`] = sockets;
    values[`other open files of ${part}`] = files - sockets;
  }
  for (const name of foldersIn(dataDir)) values[`folder ${name}, MB`] = folderBytes(join(dataDir, name)) / MB;
  const fallback = await fallbackFolderOf(dataDir);
  if (fallback) values['folder postgres, MB'] = folderBytes(fallback) / MB;
  return { second, values };
}

async function pidsByPart(system: System): Promise<ReadonlyMap<string, readonly number[]>> {
  const names = partNames(await readStatus(system.urls.engine));
  const tree = treeOf(system.pid, '/proc');
  if (!tree) throw new UserError('memory and open files are not reported on this platform');
  const parents = new Map(tree.map(({ pid, parent }) => [pid, parent]));
  const partOf = (pid: number | undefined): string | undefined =>
    pid === undefined ? undefined : (names.get(pid) ?? partOf(parents.get(pid)));
  const parts = new Map<string, number[]>();
  for (const { pid } of tree) {
    const name = partOf(pid);
    if (name === undefined) continue;
    const part = name.includes('/') ? FUNCTIONS : name;
    parts.set(part, [...(parts.get(part) ?? []), pid]);
  }
  return parts;
}
