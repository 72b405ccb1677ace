/** The module `k6`. */
import { block, emit } from './channel.ts';

export const sleep = block;

export function fail(message = 'failed'): never {
  throw new Error(message);
}

export function check<T>(value: T, checks: Readonly<Record<string, (value: T) => unknown>>): boolean {
  const results = Object.entries(checks).map(([name, passes]) => {
    const passed = Boolean(passes(value));
    emit({ metric: 'checks', value: Number(passed), check: name });
    return passed;
  });
  return results.every(Boolean);
}
