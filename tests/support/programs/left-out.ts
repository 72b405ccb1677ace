import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { NEEDS } from './needs.ts';

const count = (tests: number): string => (tests === 1 ? '1 test that needs' : `${tests} tests that need`);

/** A test that was left out. */
interface LeftOut {
  /** Tags of the needs that this machine does not meet. */
  readonly tags: readonly string[];
  /** The test's own message about what is missing. */
  readonly note?: string | undefined;
}

/** Lists the tests that were left out, and how to run them; undefined if all ran. */
export function leftOutText(tests: readonly LeftOut[]): string | undefined {
  const lines = NEEDS.flatMap(({ tag, what, how }) => {
    const needing = tests.filter(({ tags }) => tags.includes(tag)).length;
    return needing === 0 ? [] : [`  ${count(needing)} ${what} (${how})`];
  });
  for (const [note, same] of Map.groupBy(tests, (each) => each.note))
    if (note !== undefined) lines.push(`  ${same.length === 1 ? '1 test' : `${same.length} tests`}: ${note}`);
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
      .map((test) => {
        const result = test.result();
        const note = result.state === 'skipped' ? result.note : undefined;
        return { tags: test.tags.filter((tag) => this.#missing.has(tag)), note };
      });
    const text = leftOutText(skipped);
    if (text !== undefined) process.stdout.write(`\n${text}\n`);
  }
}

/** Lists at the end of a run the tests that were left out, with any reporter. */
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
