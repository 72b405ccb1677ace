import { setTimeout as wait } from 'node:timers/promises';
import type { Parameter } from '#shared/db/ssm';
import type { Refusal } from './refusal.ts';
import type { Places } from './rules/rule-place.ts';
import { createSeal } from './rules/seal.ts';
import { NOTHING_STORED } from './stored-version.ts';
import {
  additions,
  type Change,
  hasSameContent,
  readState,
  type SwitchState,
  withLaterOf,
} from './switch-state.ts';

/** Size of a parameter's value in the standard tier. */
const MOST_BYTES = 4_096;
/** Twenty writers at once need about ten. */
const ROUNDS = 60;
const MOST_JITTER_MS = 40;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** The text of these switches and rules. */
function writeSwitchText({ settings, rules }: SwitchState, sealKey: string | undefined): string {
  const open = rules.filter(({ sealed }) => !sealed);
  const seal = sealKey === undefined ? undefined : createSeal(sealKey);
  const sealed = rules.flatMap((rule) => (rule.sealed && seal ? [seal.close(rule)] : []));
  return JSON.stringify({
    ...settings,
    ...(open.length > 0 && { rules: open }),
    ...(sealed.length > 0 && { sealed }),
  });
}

/**
 * Writes a change so that what others write at the same time stays. SSM overwrites without a condition, but numbers its
 * versions: where the new version does not follow the one that was read, somebody wrote between. Then the change is made
 * again to the text that was overwritten, with what other writes have added.
 * @returns the version that has the change
 */
export async function mergeInto(
  parameter: Parameter,
  places: Places,
  change: Change,
): Promise<Refusal | { readonly version: number }> {
  const read = async (at?: number) => {
    const stored = (await parameter.get(at)) ?? NOTHING_STORED;
    return { version: stored.version, state: readState(stored, places, Date.now()) as SwitchState };
  };
  const textOf = (of: SwitchState): string => writeSwitchText(of, places.sealKey);
  const { state, ...first } = await read();
  let { version } = first;
  let overwritten: Change = (same) => same;
  let wanted = change(state);
  const tooLong = refusalOf(textOf(state), textOf(wanted));
  if (tooLong) return tooLong;
  for (let round = 1; round <= ROUNDS; round++) {
    const made = await parameter.put(textOf(wanted));
    if (made === version + 1) return { version: made };
    const between = (await read(made - 1)).state;
    const [before, newer] = [overwritten, additions(wanted, between)];
    overwritten = (base) => newer(before(base));
    const others = overwritten(withLaterOf(wanted)(between));
    const next = change(others);
    if (hasSameContent(next, wanted)) return { version: made };
    const nowTooLong = refusalOf(textOf(others), textOf(next));
    if (nowTooLong) {
      await parameter.put(textOf(others));
      return nowTooLong;
    }
    version = made;
    wanted = next;
    await wait(Math.random() * Math.min(MOST_JITTER_MS, round * 4));
  }
  return { refused: 'contended' };
}

/** The refusal of a text that the parameter cannot hold. A smaller one than before is always written. */
function refusalOf(before: string, wanted: string): Refusal | undefined {
  const [used, needed] = [bytesOf(before), bytesOf(wanted)];
  if (needed <= MOST_BYTES || needed <= used) return undefined;
  const left = Math.max(0, MOST_BYTES - used);
  const msg = `The rule needs ${needed - used} bytes and ${left} of the service's ${MOST_BYTES} are left: end other rules, or shorten this one, its note and owner too`;
  return { refused: 'invalid', violations: [{ type: 'too_long', loc: ['body'], msg }] };
}
