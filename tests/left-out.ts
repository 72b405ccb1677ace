import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { NEEDS } from './needs.ts';

const count = (tests: number): string => (tests === 1 ? '1 test that needs' : `${tests} tests that need`);

/** Which tests this machine left out, and how to have them run; undefined if it ran all of them. */
export function leftOutText(skippedTags: readonly (readonly string[])[]): string | undefined {
  const lines = NEEDS.flatMap(({ tag, what, how }) => {
    const tests = skippedTags.filter((tags) => tags.includes(tag)).length;
    return tests === 0 ? [] : [`  ${count(tests)} ${what} (${how})`];
  });
  return lines.length === 0 ? undefined : ['Left out:', ...lines].join('\n');
}

class LeftOutReporter implements Reporter {
  readonly #missing: ReadonlySet<string>;

  constructor(missing: readonly string[]) {
    this.#missing = new Set(missing);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules
      .flatMap(({ children }) => [...children.allTests('skipped')])
      .map(({ tags }) => tags.filter((tag) => this.#missing.has(tag)));
    const text = leftOutText(skipped);
    if (text !== undefined) process.stdout.write(`\n${text}\n`);
  }
}

/** Names at the end of a run what was left out, whatever reporters the command line asks for. */
export const namesWhatIsLeftOut = {
  name: 'names-what-is-left-out',
  configureVitest({ vitest }: { vitest: Vitest }): void {
    const { reporters, tags } = vitest.config;
    // The hook is called once for each project.
    if (reporters.some((reporter) => reporter instanceof LeftOutReporter)) return;
    const missing = (tags ?? []).filter(({ skip }) => skip).map(({ name }) => name);
    reporters.push(new LeftOutReporter(missing));
  },
};
