import type { Parameter, StoredText } from '#shared/db/ssm';
import { AppError } from '#shared/errors';
import type { Route } from '#shared/http/route';
import type { ServiceName } from '#shared/services';
import type { SettingOf, SwitchId } from './fault-table.ts';
import { createHitRates } from './hit-rates.ts';
import type { HitStore } from './hit-store.ts';
import type { ListedRule, ListedSwitch } from './listed-rules.ts';
import { loadCatalog } from './load-catalog.ts';
import type { Point } from './points/point.ts';
import type { Refusal } from './refusal.ts';
import type { AbsoluteRule } from './rules/absolute-rule.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import { EMPTY, NOTHING_STORED } from './stored-version.ts';
import type { InvalidSetting, SwitchText } from './switch-text.ts';
import type { SwitchWriter, Warn } from './switch-writer.ts';

export interface FaultSwitches {
  /** Off: chaos routes answer 404 and no fault acts. */
  readonly enabled: boolean;
  /**
   * The rules: of the version that came with the invocation, or no older than one poll interval; the last known ones
   * while they cannot be read.
   */
  current(): Promise<readonly ActiveRule[]>;
  /** The rules in the course of an invocation, which may last longer than a rule: no older than one poll interval. */
  recent(): Promise<readonly ActiveRule[]>;
  /** Reads the stored text, wrong parts included. */
  read(): Promise<SwitchText>;
  /**
   * Lists what is on, with the hits of all environments, and what is wrong.
   * @param routes those of the service, which name the switches that act on them
   */
  list(routes: Readonly<Record<string, Route>>): Promise<ListedFaults>;
  /** Resolves when every running environment acts on the new setting. Wrong parts of the stored text are dropped. */
  set<Id extends SwitchId>(id: Id, setting: SettingOf<Id>): Promise<void>;
  /** Checks a rule and stores it. Resolves when every running environment acts on it. @returns the rule as stored */
  put(id: string, body: unknown): Promise<AbsoluteRule>;
  /** Ends a rule or a switch. Resolves when no running environment acts on it. */
  end(id: string): Promise<void>;
  /** Resolves when no running environment acts on any setting or rule that was stored before. */
  clear(): Promise<void>;
}

export interface ListedFaults {
  readonly enabled: boolean;
  readonly rules: readonly (ListedSwitch | ListedRule)[];
  readonly invalid: readonly InvalidSetting[];
}

export interface FaultSwitchesOptions {
  /** Service that the switches belong to. */
  readonly service: ServiceName;
  readonly enabled: boolean;
  readonly pollMs: number;
  /** Version of the stored text that came with the invocation under way. @default none, and the text is read at intervals */
  readonly pushedVersion?: () => string | undefined;
  /** Store of the hits. */
  readonly hits: HitStore;
  /** The points of the service, where they are known. They are asked for after all adapters are composed. */
  readonly points?: () => readonly Point[];
  /** Key of sealed rules, where there is one. */
  readonly sealKey?: string | undefined;
  /** Whether something evaluates `stop_when` and ends the rule. */
  readonly evaluatesStopWhen?: boolean | undefined;
  readonly warn?: Warn;
}

/** Keeps switches as one JSON text, which `aws ssm put-parameter` and the chaos routes both write. */
export function createFaultSwitches(parameter: Parameter, options: FaultSwitchesOptions): FaultSwitches {
  const { service, enabled, pollMs, pushedVersion, hits, warn, points, sealKey, evaluatesStopWhen } = options;
  const readHits = createHitRates(() =>
    hits.read().catch((error: Error) => {
      warn?.('the hits of faults could not be read', error);
      return undefined;
    }),
  );
  const places = () => ({ service, points: points?.(), sealKey, evaluatesStopWhen });
  let writer: SwitchWriter | undefined;
  let rules: readonly ActiveRule[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let readVersion: string | undefined;
  /** When the rules were last known to be what is stored. */
  let knownAt = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  let last: StoredText | undefined;

  const readStored = async (): Promise<StoredText> => (await parameter.get()) ?? NOTHING_STORED;
  const read = async (): Promise<SwitchText> => {
    const { readSwitchText } = await loadCatalog();
    return readSwitchText((await readStored()).text, places());
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
    const { settings, rules: written, invalid } = readSwitchText(stored.text, places());
    last = stored;
    rules = [...switchRules(settings), ...written.map((rule) => activate(rule, stored.modifiedAt))];
    for (const { value, problem } of invalid) {
      warn?.('a fault switch is wrong and does not act', { parameter_value: value, problem });
    }
  }
  async function readAgain(version: string | undefined): Promise<void> {
    const startedAt = performance.now();
    try {
      await act(version === EMPTY ? NOTHING_STORED : await readStored());
      // The text may be newer already. Then the next invocation brings another version.
      readVersion = version;
      hasFailed = false;
    } catch (error) {
      hasFailed = true;
      warn?.('fault switches could not be read; the last ones stay', error as Error);
    }
    readAt = startedAt;
    knownAt = startedAt;
  }
  function isDue(version: string | undefined): boolean {
    if (version !== undefined && version === readVersion) return false;
    const mayWait = version === undefined || hasFailed;
    return !mayWait || performance.now() - readAt >= pollMs;
  }
  async function current(): Promise<readonly ActiveRule[]> {
    if (!enabled) return rules;
    const version = pushedVersion?.();
    if (isDue(version)) await readAgain(version);
    else if (version !== undefined && version === readVersion) knownAt = performance.now();
    return unexpired();
  }
  async function recent(): Promise<readonly ActiveRule[]> {
    if (enabled && performance.now() - knownAt >= pollMs) await readAgain(undefined);
    return unexpired();
  }
  /** A request looks for rules while there is one. */
  function unexpired(): readonly ActiveRule[] {
    rules = rules.filter(({ expiresAt }) => expiresAt === null || expiresAt > Date.now());
    return rules;
  }
  async function list(routes: Readonly<Record<string, Route>>): Promise<ListedFaults> {
    const { listedKeys, listRules, readState } = await loadCatalog();
    const state = readState(await readStored(), places(), Date.now());
    const reading = await readHits(listedKeys(state));
    return { enabled, rules: listRules(state, routes, reading), invalid: state.invalid };
  }
  async function change<Result>(
    problem: string,
    work: (writer: SwitchWriter) => Promise<Result | Refusal>,
  ): Promise<Result> {
    return orUnavailable(problem, async () => {
      const { createSwitchWriter } = await loadCatalog();
      writer ??= createSwitchWriter(parameter, { ...places(), pollMs, hits, warn });
      const result = await work(writer);
      if (isRefusal(result)) throw errorOf(result);
      return result;
    });
  }
  return {
    enabled,
    current,
    recent,
    read: () => orUnavailable('The switches could not be read', read),
    list: (routes) => orUnavailable('The switches could not be read', () => list(routes)),
    set: (id, setting) => change('The switch could not be set', (to) => to.set(id, setting)),
    put: async (id, body) => (await change('The rule could not be set', (to) => to.put(id, body))).rule,
    end: (id) => change('The fault could not be ended', (to) => to.end(id)),
    clear: () => change('The switches could not be ended', (to) => to.clear()),
  };
}

const isRefusal = (result: unknown): result is Refusal =>
  typeof result === 'object' && result !== null && 'refused' in result;

function errorOf(refusal: Refusal): AppError {
  switch (refusal.refused) {
    case 'invalid':
      return new AppError('validation_failed', 'Invalid rule', { violations: refusal.violations });
    case 'not_found':
      return new AppError('not_found', 'No such fault is on');
    default:
      return new AppError(
        'dependency_unavailable',
        'The switches were set by someone else at the same time; try again',
      );
  }
}

async function orUnavailable<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('dependency_unavailable', message, { cause });
  }
}
