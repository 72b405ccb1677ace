import { SWITCH_IDS } from './fault-table.ts';
import type { HitStore } from './hit-store.ts';
import type { AbsoluteRule } from './rules/absolute-rule.ts';
import { activate } from './rules/active-rule.ts';

/**
 * Removes the counts of rules that are gone, so that the store does not grow.
 * @param rulesNow reads the rules that are stored. It is called after the counts were read: a rule that has a count and is not
 * stored then will not come back, as each has a key of its own.
 */
export async function pruneHits(
  hits: Pick<HitStore, 'read' | 'remove'>,
  rulesNow: () => Promise<readonly AbsoluteRule[]>,
): Promise<void> {
  const counted = Object.keys(await hits.read()).filter((key) => !SWITCH_IDS.some((id) => id === key));
  if (counted.length === 0) return;
  const kept = new Set((await rulesNow()).map((rule) => activate(rule, 0).key));
  const gone = counted.filter((key) => !kept.has(key.replace(/#.*/, '')));
  if (gone.length > 0) await hits.remove(gone);
}
