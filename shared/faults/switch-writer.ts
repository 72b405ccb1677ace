import { setTimeout as wait } from 'node:timers/promises';
import type { Parameter } from '#shared/db/ssm';
import { type SettingOf, type SwitchId, switchedOn, switchesOf } from './fault-table.ts';
import type { HitStore } from './hit-store.ts';
import { mergeInto } from './merge-into.ts';
import { pruneHits } from './prune-hits.ts';
import type { Refusal } from './refusal.ts';
import type { AbsoluteRule } from './rules/absolute-rule.ts';
import { checkRule, idViolation } from './rules/check-rule.ts';
import type { Places } from './rules/rule-place.ts';
import { NOTHING_STORED } from './stored-version.ts';
import {
  type Change,
  hasNothingOf,
  isSame,
  readState,
  type SwitchState,
  without,
  withRule,
  withSetting,
} from './switch-state.ts';

export type Warn = (message: string, detail: Error | Readonly<Record<string, unknown>>) => void;

/** Changes what a service's parameter says. Each change resolves when every running environment acts on it. */
export interface SwitchWriter {
  set<Id extends SwitchId>(id: Id, setting: SettingOf<Id>): Promise<Refusal | undefined>;
  put(id: string, body: unknown): Promise<Refusal | { readonly rule: AbsoluteRule }>;
  /** Ends one rule or one documented switch. */
  end(id: string): Promise<Refusal | undefined>;
  clear(): Promise<Refusal | undefined>;
}

export interface SwitchWriterOptions extends Places {
  readonly pollMs: number;
  readonly hits: HitStore;
  readonly warn?: Warn | undefined;
}

/** Greater than the difference between the timers of two environments. */
const MARGIN_MS = 25;
const ATTEMPTS = 5;
/** A rule that is gone sooner than this after its write was overwritten, later it was ended. */
const RACE_MS = 100;
/** Versions that are looked at for a moment in which a change was not there. */
const MOST_VERSIONS = 20;

const CONTENDED: Refusal = { refused: 'contended' };
const NOT_FOUND: Refusal = { refused: 'not_found' };

export function createSwitchWriter(parameter: Parameter, options: SwitchWriterOptions): SwitchWriter {
  const { service, pollMs, hits, warn } = options;
  const untilEveryoneKnows = () => wait(pollMs + MARGIN_MS);
  const stateAt = async (version?: number) => {
    const stored = (await parameter.get(version)) ?? NOTHING_STORED;
    return { ...stored, ...readState(stored, options, Date.now()) };
  };

  /** Writes until a read shows the change: SSM has no conditional write, and another writer may not merge. */
  async function untilTrue(
    change: Change,
    isDone: (state: SwitchState) => boolean,
    isSuperseded: (version: number) => Promise<boolean> = async () => false,
  ): Promise<Refusal | undefined> {
    for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
      const merged = await mergeInto(parameter, options, change);
      if ('refused' in merged) return merged;
      await untilEveryoneKnows();
      const last = await stateAt();
      if (isDone(last)) {
        if (!(await wasAlwaysDone(merged.version, last.version, isDone))) await untilEveryoneKnows();
        return undefined;
      }
      if (await isSuperseded(merged.version)) return undefined;
    }
    return CONTENDED;
  }
  /** Whether no environment can have read a text without the change since it was written. */
  async function wasAlwaysDone(from: number, to: number, isDone: (state: SwitchState) => boolean) {
    for (let version = Math.max(from + 1, to - MOST_VERSIONS); version < to; version++) {
      if (!isDone(await stateAt(version))) return false;
    }
    return true;
  }
  /** Ignores failures: a count that cannot be reset must not prevent a fault from being set or ended. */
  const resetHits = (ids: readonly SwitchId[]): Promise<void> =>
    hits.reset(ids).catch((error: Error) => warn?.('the hits of a fault could not be set to 0', error));
  const prune = (): Promise<void> =>
    pruneHits(hits, async () => (await stateAt()).rules).catch((error: Error) =>
      warn?.('the hits of rules that are over could not be removed', error),
    );

  /** Whether a rule that is not there any more was ended by someone, after everything acted on it. */
  const wasEnded = async (version: number): Promise<boolean> => {
    const [own, last] = [await parameter.get(version), await parameter.get()];
    return own !== undefined && last !== undefined && last.modifiedAt - own.modifiedAt > RACE_MS;
  };

  return {
    async set(id, setting) {
      // Reset before the fault acts on its first call, since each hit counts.
      await resetHits([id]);
      return untilTrue(withSetting(id, setting), ({ settings }) => isSame(settings[id], setting));
    },
    async put(id, body) {
      const checked = checkRule(id, body, options, Date.now());
      if ('violations' in checked) return { refused: 'invalid', violations: checked.violations };
      const { rule } = checked;
      const isThere = ({ rules }: SwitchState): boolean =>
        rules.some((each) => each.id === id && each.set_at >= rule.set_at);
      const refusal = await untilTrue(withRule(rule), isThere, wasEnded);
      if (refusal) return refusal;
      await prune();
      return { rule };
    },
    async end(id) {
      const before = await stateAt();
      const switchId = switchedOn(before.settings).find((each) => each === id);
      const rule = before.rules.find((each) => each.id === id);
      if (!switchId && !rule) return notThere(id, service);
      const ended: SwitchState = {
        settings: switchId ? { [switchId]: before.settings[switchId] } : {},
        rules: rule ? [rule] : [],
      };
      const refusal = await untilTrue(without(ended), (state) => hasNothingOf(state, ended));
      if (refusal) return refusal;
      if (switchId) await resetHits([switchId]);
      await prune();
      return undefined;
    },
    async clear() {
      const before = await stateAt();
      const refusal = await untilTrue(without(before), (state) => hasNothingOf(state, before));
      if (refusal) return refusal;
      await resetHits(switchesOf(service));
      await prune();
      return undefined;
    },
  };
}

/** The refusal to end what is not there: no rule can have the id, or none has it. */
function notThere(id: string, service: SwitchWriterOptions['service']): Refusal {
  const violation = switchesOf(service).some((each) => each === id) ? undefined : idViolation(id);
  return violation ? { refused: 'invalid', violations: [violation] } : NOT_FOUND;
}
