import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { DataDir } from '#local/host/data-dir';
import { EngineError } from '#local/host/engine-error';
import type { Point } from '#shared/faults/points/point';
import { writeFileAtomic } from '#shared/files/atomic-file';
import { refuseWrongSwitches } from './wrong-switches.ts';

export const PARAMETER_TYPES = ['String', 'StringList', 'SecureString'] as const;

export const TIERS = ['Standard', 'Advanced', 'Intelligent-Tiering'] as const;
/** AWS keeps this many versions of a parameter. */
const MOST_VERSIONS = 100;

const ParameterVersion = z.object({
  type: z.enum(PARAMETER_TYPES),
  value: z.string(),
  version: z.number(),
  modifiedMs: z.number(),
  description: z.string().optional(),
  tier: z.enum(TIERS).optional(),
  /** Key of a SecureString. */
  keyId: z.string().optional(),
});
export type ParameterVersion = z.infer<typeof ParameterVersion>;

const StoredParameter = ParameterVersion.extend({
  name: z.string(),
  tags: z.record(z.string(), z.string()).optional(),
  /** Earlier versions, oldest first. */
  history: z.array(ParameterVersion).optional(),
});
export type StoredParameter = z.infer<typeof StoredParameter>;

/** Parameters by name. Reads are served from memory; a change is on disk before it is acknowledged. */
export interface SsmStore {
  get(name: string): StoredParameter | undefined;
  all(): Iterable<StoredParameter>;
  /** Stores a parameter and returns its new version. */
  put(parameter: Omit<StoredParameter, 'version' | 'modifiedMs' | 'history'>): Promise<number>;
  /** Replaces the tags of a parameter that exists. */
  setTags(name: string, tags: Readonly<Record<string, string>>): Promise<void>;
  delete(name: string): Promise<boolean>;
  /** Refuses a value that its readers would refuse. @throws SsmFault */
  check(name: string, value: string): void;
}

const FILE_NAME = 'parameters.json';

async function load(file: string): Promise<StoredParameter[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  try {
    return z.array(StoredParameter).parse(JSON.parse(text));
  } catch {
    throw new EngineError(`${file} cannot be read; delete the file, or everything with: npm run reset`);
  }
}

/** @param points those of faults, once they are known */
export async function createSsmStore(
  dataDir: Pick<DataDir, 'path'>,
  points?: () => readonly Point[] | undefined,
): Promise<SsmStore> {
  const file = join(dataDir.path, FILE_NAME);
  const parameters = new Map((await load(file)).map((parameter) => [parameter.name, parameter]));
  let saving: Promise<void> = Promise.resolve();

  function save(): Promise<void> {
    const next = saving.then(() =>
      writeFileAtomic(file, `${JSON.stringify([...parameters.values()], undefined, 2)}\n`),
    );
    saving = next.catch(() => undefined);
    return next;
  }

  /** Changes a parameter, and restores the previous value if it cannot be saved, for example on a full disk. */
  async function change(name: string, value: StoredParameter | undefined): Promise<void> {
    const before = parameters.get(name);
    const set = (parameter: StoredParameter | undefined): void => {
      if (parameter) parameters.set(name, parameter);
      else parameters.delete(name);
    };
    set(value);
    try {
      await save();
    } catch (error) {
      if (parameters.get(name) === value) set(before);
      throw error;
    }
  }

  return {
    get: (name) => parameters.get(name),
    all: () => parameters.values(),
    async put(parameter) {
      const before = parameters.get(parameter.name);
      const version = (before?.version ?? 0) + 1;
      const { history = [], name: _, tags: __, ...last } = before ?? {};
      await change(parameter.name, {
        ...parameter,
        version,
        modifiedMs: Date.now(),
        ...(before && { history: [...history, ParameterVersion.parse(last)].slice(1 - MOST_VERSIONS) }),
      });
      return version;
    },
    async setTags(name, tags) {
      const parameter = parameters.get(name);
      if (parameter) await change(name, { ...parameter, tags });
    },
    async delete(name) {
      const existed = parameters.has(name);
      if (existed) await change(name, undefined);
      return existed;
    },
    check: (name, value) => refuseWrongSwitches(name, value, points?.()),
  };
}
