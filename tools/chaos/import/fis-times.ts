import { UsageError } from '#shared/cli/errors';

interface Timed {
  /** Zero for an action without a duration. */
  readonly seconds: number;
  readonly startAfter: readonly string[];
}

/**
 * When each action begins, in seconds from the start of the experiment: at the end of the last of those it waits for.
 * @throws UsageError for actions that wait for each other, or for one that is not there
 */
export function startsOf(actions: Readonly<Record<string, Timed>>): Readonly<Record<string, number>> {
  const starts: Record<string, number> = {};
  const startOf = (name: string, waiting: readonly string[]): number => {
    const known = starts[name];
    if (known !== undefined) return known;
    if (waiting.includes(name)) throw new UsageError(`the actions ${waiting.join(', ')} wait for each other`);
    const ends = (actions[name]?.startAfter ?? []).map((before) => {
      const action = actions[before];
      if (!action) throw new UsageError(`${name} starts after ${before}, which is no action`);
      return startOf(before, [...waiting, name]) + action.seconds;
    });
    const start = Math.max(0, ...ends);
    starts[name] = start;
    return start;
  };
  for (const name of Object.keys(actions)) startOf(name, []);
  return starts;
}
