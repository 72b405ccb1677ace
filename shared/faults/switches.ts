import { setTimeout as wait } from 'node:timers/promises';
import type { Parameter, StoredText } from '#shared/db/ssm';
import { AppError } from '#shared/errors';
import type { ServiceName } from '#shared/services';
import { type SettingOf, type SwitchId, switchedOn, switchesOf } from './fault-table.ts';
import type { HitStore, Hits } from './hit-store.ts';
import { loadCatalog } from './load-catalog.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import type { SwitchText } from './switch-text.ts';
import { writeSwitchText } from './write-switch-text.ts';

export interface FaultSwitches {
  /** Off: chaos routes answer 404 and no fault acts. */
  readonly enabled: boolean;
  /** The rules, no older than one poll interval; the last known ones while they cannot be read. */
  current(): Promise<readonly ActiveRule[]>;
  /** Reads the stored text, wrong parts included. */
  read(): Promise<SwitchText>;
  /** Hits of each switch since it was set, over all environments; undefined while they cannot be read. */
  hits(): Promise<Hits | undefined>;
  /** Resolves when every running environment acts on the new setting. Wrong parts of the stored text are dropped. */
  set<Id extends SwitchId>(id: Id, setting: SettingOf<Id>): Promise<void>;
  /** Resolves when no running environment acts on any setting that was stored before. */
  clear(): Promise<void>;
}

export interface FaultSwitchesOptions {
  /** Service that the switches belong to. */
  readonly service: ServiceName;
  readonly enabled: boolean;
  readonly pollMs: number;
  /** Store of the hits. */
  readonly hits: HitStore;
  readonly warn?: (message: string, detail: Error | Readonly<Record<string, unknown>>) => void;
}

/** Greater than the difference between the timers of two environments. */
const MARGIN_MS = 25;
const ATTEMPTS = 5;
const NOTHING_STORED: StoredText = { text: '{}', modifiedAt: 0 };

/** Keeps switches as one JSON text, which `aws ssm put-parameter` and the chaos routes both write. */
export function createFaultSwitches(parameter: Parameter, options: FaultSwitchesOptions): FaultSwitches {
  const { service, enabled, pollMs, hits, warn } = options;
  let rules: readonly ActiveRule[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let last: StoredText | undefined;

  const readStored = async (): Promise<StoredText> => (await parameter.get()) ?? NOTHING_STORED;
  const read = async (): Promise<SwitchText> => {
    const { readSwitchText } = await loadCatalog();
    return readSwitchText(service, (await readStored()).text);
  };

  /** Parses a text, and logs its wrong parts, only when it has changed. */
  async function act(stored: StoredText): Promise<void> {
    if (stored.text === last?.text && stored.modifiedAt === last.modifiedAt) return;
    if (stored.text === NOTHING_STORED.text) {
      last = stored;
      rules = [];
      return;
    }
    const { activate, readSwitchText, switchRules } = await loadCatalog();
    const { settings, rules: written, invalid } = readSwitchText(service, stored.text);
    last = stored;
    rules = [...switchRules(settings), ...written.map((rule) => activate(rule, stored.modifiedAt))];
    for (const { value, problem } of invalid) {
      warn?.('a fault switch is wrong and does not act', { parameter_value: value, problem });
    }
  }
  async function current(): Promise<readonly ActiveRule[]> {
    const startedAt = performance.now();
    if (!enabled || startedAt - readAt < pollMs) return rules;
    try {
      await act(await readStored());
    } catch (error) {
      warn?.('fault switches could not be read; the last ones stay', error as Error);
    }
    readAt = startedAt;
    return rules;
  }
  /** Ignores failures: a count that cannot be reset must not prevent a fault from being set or ended. */
  const resetHits = (ids: readonly SwitchId[]): Promise<void> =>
    hits.reset(ids).catch((error: Error) => warn?.('the hits of a fault could not be set to 0', error));
  const putAndWait = async (wanted: Pick<SwitchText, 'settings' | 'rules'>): Promise<SwitchText> => {
    await parameter.put(writeSwitchText(wanted));
    await wait(pollMs + MARGIN_MS);
    return read();
  };
  async function set<Id extends SwitchId>(id: Id, setting: SettingOf<Id>): Promise<void> {
    // Reset before the fault acts on its first call, since each hit counts.
    await resetHits([id]);
    await untilTrue(async () => {
      const { settings, rules } = await read();
      const after = await putAndWait({ settings: { ...settings, [id]: setting }, rules });
      return isSame(after.settings[id], setting);
    });
  }
  async function clear(): Promise<void> {
    const before = await read();
    await untilTrue(async () => {
      const after = await putAndWait({ settings: {}, rules: [] });
      const isLeft = switchedOn(after.settings).some((id) => isSame(after.settings[id], before.settings[id]));
      return !isLeft && !after.rules.some((rule) => before.rules.some((other) => isSame(rule, other)));
    });
    await resetHits(switchesOf(service));
  }
  return {
    enabled,
    current,
    read: () => orUnavailable('The switches could not be read', read),
    hits: () =>
      hits.read().catch((error: Error) => {
        warn?.('the hits of faults could not be read', error);
        return undefined;
      }),
    set: (id, setting) => orUnavailable('The switch could not be set', () => set(id, setting)),
    clear: () => orUnavailable('The switches could not be ended', clear),
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Repeats a write until a read confirms it: SSM has no conditional write, so two writers may overwrite each other. */
async function untilTrue(attempt: () => Promise<boolean>): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) if (await attempt()) return;
  throw new AppError(
    'dependency_unavailable',
    'The switches were set by someone else at the same time; try again',
  );
}

async function orUnavailable<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('dependency_unavailable', message, { cause });
  }
}
