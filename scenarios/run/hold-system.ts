import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isFolderLocked, tryLock } from '#local/host/sqlite-lock';
import { UserError } from '#shared/cli/errors';
import { writeFileAtomicSync } from '#shared/files/atomic-file';
import { readJson } from '#shared/http/json-text';
import type { Target } from './running-target.ts';

const OWNER_ONLY = 0o700;
/** In the data folder of the system. */
const FOLDER = 'in-use';
const HOLDER_FILE = 'holder.json';

/** What has a system for itself. */
const Holder = z.object({
  /** `the scenario payment-failure` */
  what: z.string(),
  /** How a user ends it. */
  end: z.string(),
});
type Holder = z.infer<typeof Holder>;
const UNKNOWN: Holder = { what: 'another run', end: 'in its own terminal' };

/**
 * Takes a system for one run, whose faults and stock another one would change. The kernel gives it back when the process ends, however
 * it ends.
 * @throws UserError where another process has it
 */
export function holdSystem({ name, dataDir }: Pick<Target, 'name' | 'dataDir'>, holder: Holder): Disposable {
  if (!existsSync(dataDir)) return { [Symbol.dispose]: () => undefined }; // its stores are on another machine
  const folder = join(dataDir, FOLDER);
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const lock = tryLock(folder);
  if (!lock) {
    const { what, end } = holderIn(folder) ?? UNKNOWN;
    throw new UserError(`${what} is under way at ${name}; wait until it is over, or end it: ${end}`);
  }
  writeFileAtomicSync(join(folder, HOLDER_FILE), `${JSON.stringify(holder)}\n`);
  return { [Symbol.dispose]: () => lock.close() };
}

/** What has the system for itself, such as `the scenario payment-failure`; undefined where nothing has. */
export function holderOf(dataDir: string): string | undefined {
  const folder = join(dataDir, FOLDER);
  // the engine asks, which must not stand still while it is used
  if (!existsSync(folder) || !isFolderLocked(folder, 0)) return undefined;
  return (holderIn(folder) ?? UNKNOWN).what;
}

function holderIn(folder: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, HOLDER_FILE), 'utf8');
  } catch {
    return undefined;
  }
  const read = readJson(text);
  return 'value' in read ? Holder.safeParse(read.value).data : undefined;
}
