import { parseArgs } from 'node:util';
import { loadDomain } from './domain.ts';
import { type HistoryOptions, runHistory } from './history.ts';
import { loadMutant, MUTANTS, PROJECT } from './mutants.ts';
import { shrink } from './shrink.ts';

const USAGE = `npm run simulate -- [--seeds N] [--from N]   search N histories (default 100000), from seed N (default 1)
npm run simulate -- --seed N                 replay one history as a timeline
npm run simulate -- --mutants [--seeds N]    leave out each rule of the protocol; every mutant must be caught
  --mutant NAME                              replay or search with one rule left out`;

// Refusals are many here, and nobody reads their stacks.
Error.stackTraceLimit = 0;

const options = readOptions();
const real: HistoryOptions = { domain: await loadDomain(PROJECT) };
const mutant = MUTANTS.find(({ name }) => name === options.mutant);
if (options.mutant !== undefined && !mutant)
  usage(`there is no mutant "${options.mutant}"; there are: ${MUTANTS.map(({ name }) => name).join(', ')}`);
const subject: HistoryOptions = mutant ? await loadMutant(mutant) : real;

if (options.mutants) process.exitCode = await catchMutants(options.seeds, options.from);
else if (options.seed !== undefined) process.exitCode = await replay(options.seed, subject);
else process.exitCode = await search(options.seeds, options.from, subject);

async function search(seeds: number, from: number, subject: HistoryOptions): Promise<number> {
  const startedAt = performance.now();
  const counts = new Map<string, number>();
  let longestPendingMs = 0;
  for (let seed = from; seed < from + seeds; seed++) {
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
  return 0;
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
  return 1;
}

async function replay(seed: number, subject: HistoryOptions): Promise<number> {
  const { timeline, violations } = await runHistory(seed, { ...subject, traced: true });
  for (const line of timeline ?? []) print(line);
  if (violations.length === 0) print('no violation');
  for (const violation of violations) print(`VIOLATION  ${violation}`);
  return violations.length > 0 ? 1 : 0;
}

async function catchMutants(seeds: number, from: number): Promise<number> {
  let escaped = 0;
  print('| rule left out | caught by history | what it broke |');
  print('|---|---|---|');
  for (const mutant of MUTANTS) {
    const subject = await loadMutant(mutant);
    let seed = from;
    let violations = await violationsOf(seed, subject);
    while (violations.length === 0 && seed < from + seeds - 1)
      violations = await violationsOf(++seed, subject);
    if (violations.length === 0) escaped++;
    print(
      `| ${mutant.name} | ${violations.length > 0 ? seed - from + 1 : `**escaped ${seeds}**`} | ${violations[0] ?? ''} |`,
    );
  }
  print(`${MUTANTS.length - escaped} of ${MUTANTS.length} mutants caught`);
  return escaped > 0 ? 1 : 0;
}

/** A mutant that stumbles over its own mutilation is caught too. */
async function violationsOf(seed: number, subject: HistoryOptions): Promise<readonly string[]> {
  try {
    return (await runHistory(seed, subject)).violations;
  } catch (error) {
    return [`threw ${(error as Error).message}`];
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string', default: '100000' },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        mutants: { type: 'boolean', default: false },
        mutant: { type: 'string' },
      },
    });
    const { seeds, from, seed, mutants, mutant } = values;
    return {
      seeds: wholeNumber('seeds', seeds),
      from: wholeNumber('from', from),
      seed: seed === undefined ? undefined : wholeNumber('seed', seed),
      mutants,
      mutant,
    };
  } catch (error) {
    return usage((error as Error).message.split('. ')[0] ?? '');
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number from 1, not "${text}"`);
  return number;
}

function usage(problem: string): never {
  process.stderr.write(`error: ${problem}\n${USAGE}\n`);
  process.exit(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
