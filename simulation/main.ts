import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { progressIsDue, writeToTerminal } from '#shared/cli/progress';
import { runProgram } from '#shared/cli/run';
import { wholeNumber } from '#shared/settings/kinds';
import { DOMAIN } from './domain.ts';
import { type HistoryOptions, runHistory } from './history.ts';
import { MUTANTS, optionsOf } from './mutants.ts';
import { shrink } from './shrink.ts';

// Refusals are many here, and their stacks are not read.
Error.stackTraceLimit = 0;

const DEFAULT_SEEDS = 100_000;
const seed = wholeNumber({ least: 1 });

const PROGRAM = defineProgram({
  command: 'npm run simulate --',
  about:
    'Searches histories of the order protocol for one that violates the invariants (docs/reliability.md).',
  options: {
    seeds: {
      value: 'N',
      schema: seed.default(DEFAULT_SEEDS),
      help: `how many histories to search (default ${DEFAULT_SEEDS})`,
    },
    from: { value: 'N', schema: seed.default(1), help: 'the first seed (default 1)' },
    seed: { value: 'N', schema: seed.optional(), help: 'replay this history as a timeline' },
    mutants: { help: 'leave out each rule of the protocol; every mutant must be caught' },
    mutant: {
      value: 'NAME',
      schema: z.enum(MUTANTS.map(({ name }) => name)).optional(),
      help: 'replay or search with this rule left out',
    },
  },
  notes: 'Exit code: 0 no violation, 1 a violation or an escaped mutant, 2 the search could not be made.',
  async run({ options: { seeds, from, seed, mutants, mutant: name } }) {
    if (mutants) return catchMutants(seeds, from);
    const mutant = MUTANTS.find((each) => each.name === name);
    const subject = mutant ? optionsOf(mutant) : { domain: DOMAIN };
    return seed === undefined ? search(seeds, from, subject) : replay(seed, subject);
  },
});

process.exitCode = await runProgram(PROGRAM);

async function search(seeds: number, from: number, subject: HistoryOptions): Promise<number> {
  const startedAt = performance.now();
  const counts = new Map<string, number>();
  let longestPendingMs = 0;
  const isDue = progressIsDue();
  for (let seed = from; seed < from + seeds; seed++) {
    if (isDue()) writeToTerminal(`${seed - from} of ${seeds} histories searched …`);
    const verdict = await runHistory(seed, subject);
    if (verdict.violations.length > 0) {
      print(`seed ${seed} of ${from}..${from + seeds - 1} violates the invariants; its shrunk timeline:`);
      return explain(seed, subject);
    }
    for (const [what, count] of verdict.counts) counts.set(what, (counts.get(what) ?? 0) + count);
    longestPendingMs = Math.max(longestPendingMs, verdict.longestPendingMs);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [what, count] of [...counts].sort()) print(`${String(count).padStart(10)}  ${what}`);
  print(`longest pending: ${(longestPendingMs / 1000).toFixed(1)} s, outages included`);
  print(
    `${seeds} histories (seeds ${from}..${from + seeds - 1}) without a violation in ${seconds.toFixed(1)} s, ${Math.round(seeds / seconds)} a second`,
  );
  return EXIT.ok;
}

async function explain(seed: number, subject: HistoryOptions): Promise<number> {
  const { without, clients } = await shrink(seed, subject);
  print(
    `it fails with ${clients} client${clients > 1 ? 's' : ''}, and without: ${[...without].join(', ') || 'nothing less'}`,
  );
  const { timeline, violations } = await runHistory(seed, { ...subject, without, clients, traced: true });
  for (const line of timeline ?? []) print(line);
  for (const violation of violations) print(`VIOLATION  ${violation}`);
  print(`replay: npm run simulate -- --seed ${seed}`);
  return EXIT.no;
}

async function replay(seed: number, subject: HistoryOptions): Promise<number> {
  const { timeline, violations } = await runHistory(seed, { ...subject, traced: true });
  for (const line of timeline ?? []) print(line);
  if (violations.length === 0) print('no violation');
  for (const violation of violations) print(`VIOLATION  ${violation}`);
  return violations.length > 0 ? EXIT.no : EXIT.ok;
}

async function catchMutants(seeds: number, from: number): Promise<number> {
  let escaped = 0;
  print('| rule left out | caught by history | what it broke |');
  print('|---|---|---|');
  const isDue = progressIsDue();
  for (const mutant of MUTANTS) {
    const subject = optionsOf(mutant);
    let seed = from;
    let violations = await violationsOf(seed, subject);
    while (violations.length === 0 && seed < from + seeds - 1) {
      if (isDue()) writeToTerminal(`${mutant.name}: ${seed - from + 1} histories searched …`);
      violations = await violationsOf(++seed, subject);
    }
    if (violations.length === 0) escaped++;
    print(
      `| ${mutant.name} | ${violations.length > 0 ? seed - from + 1 : `**escaped ${seeds}**`} | ${violations[0] ?? ''} |`,
    );
  }
  print(`${MUTANTS.length - escaped} of ${MUTANTS.length} mutants caught`);
  return escaped > 0 ? EXIT.no : EXIT.ok;
}

/** A mutant that fails because of its own change counts as caught too. */
async function violationsOf(seed: number, subject: HistoryOptions): Promise<readonly string[]> {
  try {
    return (await runHistory(seed, subject)).violations;
  } catch (error) {
    return [`threw ${(error as Error).message}`];
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
