import { isDeepStrictEqual } from 'node:util';
import { agrees } from '#oracle/stores/read-copies';
import { checkEach, type Rule, seconds } from '../rule.ts';

/** Copies under an old generation may differ, because no reader uses them. */
export const cachesRule: Rule = {
  name: 'caches',
  claim: 'every copy in Redis that counts is what the store holds',
  check({ copies }) {
    return checkEach(copies, (copy) => {
      if (agrees(copy)) return undefined;
      const [expected, found] = differences(copy.stored, copy.cached);
      const left = `for another ${seconds(copy.ttlSeconds * 1_000)}`;
      return { subject: `the copy ${copy.key}`, expected, found: `${found} ${left}` };
    });
  },
};

/** Returns only the members that differ, if both are objects. */
function differences(stored: unknown, cached: unknown): [string, string] {
  if (!isObject(stored) || !isObject(cached)) return [text(stored), text(cached)];
  const names = [...new Set([...Object.keys(stored), ...Object.keys(cached)])];
  const differing = names.filter((name) => !isDeepStrictEqual(stored[name], cached[name]));
  const only = (value: Readonly<Record<string, unknown>>): string =>
    text(Object.fromEntries(differing.map((name) => [name, value[name]])));
  return [only(stored), only(cached)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const LONGEST = 200;
const text = (value: unknown): string =>
  value === undefined ? 'no copy of what does not exist' : JSON.stringify(value).slice(0, LONGEST);
