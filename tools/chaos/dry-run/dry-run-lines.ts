import type { WrittenRule } from '#shared/faults/rules/rule';
import type { Trace } from '../engine-traces.ts';
import { countHits, unseenIn } from './count-hits.ts';

/** Members that let a rule act on some of the calls that match. */
const CHOOSING = ['percentage', 'times', 'skip', 'every', 'max_hits', 'flap'] as const;

/** Those that say how often it acts at most, in all traces together. */
const LIMITING = ['times', 'max_hits'] as const;

/** What a rule would have done in these traces: a line for each of its points. */
export function linesOfDryRun(
  rule: WrittenRule,
  points: readonly string[],
  traces: readonly Trace[],
): readonly string[] {
  const { match } = rule;
  const chosen = CHOOSING.filter((name) => rule[name] !== undefined).map(
    (name) => `${name}=${JSON.stringify(rule[name])}`,
  );
  const unseen = unseenIn(match);
  const notes = [
    ...(chosen.length > 0 ? [`of which ${chosen.join(' ')} chooses`] : []),
    ...(unseen.length > 0 ? [`of which traces do not show ${unseen.join(', ')}`] : []),
  ];
  return points.map((point) => {
    const start = `${rule.id} (${rule.mode}) at ${point}`;
    const count = countHits(point, match, traces);
    if (!count) return `${start}: its calls leave no span of their own, so traces do not show them`;
    const most = notes.length > 0 ? 'at most ' : '';
    const hit = Math.min(count.traces, ...LIMITING.map((name) => rule[name] ?? count.traces));
    const calls = [`${count.calls} ${count.calls === 1 ? 'call' : 'calls'}`, ...notes].join(', ');
    return `${start}: would have hit ${most}${hit} of the last ${traces.length} traces (${calls})`;
  });
}
