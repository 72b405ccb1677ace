import { expect, test } from 'vitest';
import { Random } from '#simulation/random';
import { allPoints } from '#stacks/points';
import { IS_FULL } from '#tests/support/full';
import { BOUNDARIES } from '#tools/fault-docs/boundaries';
import { boundaryOf, unexpected } from './believed-lies.ts';
import { byPort, type Cell, cellsOf, pairsOf } from './cells.ts';
import { type Finding, Laboratory } from './experiment.ts';
import { reportOf } from './report.ts';
import { SEED, WINDOW_MS } from './rounds.ts';
import { pairsBySeams, sampleOf, someOf } from './sample.ts';
import { isUnreached } from './unreached.ts';

/** Of each of two rules. */
const ODDS = { percentage: 30, seed: SEED };
const PAIRS_OF_SAMPLE = 1;
/** More would take too long to settle at once. */
const PAIRS_AT_ONCE = 15;

const cells = cellsOf(await allPoints());
const honest = cells.filter((cell) => boundaryOf(cell) === undefined);
const random = new Random(SEED);
const pairs = pairsBySeams(honest, random);

/** What is wrong after each rule, and which rules did not act. */
async function tryEach(tried: readonly Cell[], laboratory: Laboratory): Promise<readonly string[]> {
  const silent: string[] = [];
  for (const cell of tried) {
    const { hits } = await laboratory.try(cell, WINDOW_MS * cell.share);
    const isHit = hits.every((count) => count > 0);
    if (isHit === isUnreached(cell))
      silent.push(`${cell.name}: ${isHit ? 'acted, though it is named as unreached' : 'did not act'}`);
  }
  return [...silent, ...unexpected(tried, await namedFindings(tried, laboratory))];
}

/** Where it cannot be said which rule did harm, each half of them is tried again on a system of its own. */
async function namedFindings(tried: readonly Cell[], laboratory: Laboratory): Promise<readonly Finding[]> {
  const findings = await laboratory.findings();
  const [only, ...others] = tried;
  if (only && others.length === 0)
    return findings.map(({ trial = only.name, ...finding }) => ({ ...finding, trial }));
  if (findings.every(({ trial }) => trial !== undefined)) return findings;
  const middle = Math.ceil(tried.length / 2);
  const again: Finding[] = [];
  for (const half of [tried.slice(0, middle), tried.slice(middle)]) {
    await using other = await Laboratory.open();
    for (const cell of half) await other.try(cell, WINDOW_MS * cell.share);
    again.push(...(await namedFindings(half, other)));
  }
  return again.length > 0 ? again : findings;
}

async function tryPairs(some: typeof pairs, laboratory: Laboratory): Promise<void> {
  for (const pair of some) await laboratory.tryTogether(pair, WINDOW_MS, ODDS);
}

if (IS_FULL) {
  test.each([...byPort(cells)])('under each mode at %s, one at a time', async (_port, tried) => {
    await using laboratory = await Laboratory.open();
    const wrong = await tryEach(tried, laboratory);

    console.log(reportOf(laboratory));
    expect(wrong).toEqual([]);
  });

  const parts = Array.from({ length: Math.ceil(pairs.length / PAIRS_AT_ONCE) }, (_, part) => part + 1);
  test.each(parts)(
    `under two modes at once at ${ODDS.percentage} %, for every two kinds of modes, seed ${SEED}, part %i`,
    async (part) => {
      await using laboratory = await Laboratory.open();
      const some = pairs.slice((part - 1) * PAIRS_AT_ONCE, part * PAIRS_AT_ONCE);
      await tryPairs(some, laboratory);
      const wrong = unexpected([], await laboratory.findings());

      console.log(reportOf(laboratory));
      expect(wrong).toEqual([]);
    },
  );
} else {
  test(`under a mode of every kind and pairs of them, seed ${SEED} of ${pairsOf(cells)} pairs of mode and point`, async () => {
    const lie = random.pick(cells.filter((cell) => boundaryOf(cell)));
    const sample = sampleOf(
      honest.filter((cell) => !isUnreached(cell)),
      random,
    );
    await using laboratory = await Laboratory.open();
    await tryPairs(someOf(pairs, PAIRS_OF_SAMPLE, random), laboratory);
    const wrong = await tryEach([...sample, lie], laboratory);

    console.log(reportOf(laboratory));
    expect(wrong).toEqual([]);
  });
}

test('each boundary of trust is a mode at a point where it fits', () => {
  expect(cells.filter((cell) => boundaryOf(cell))).toHaveLength(BOUNDARIES.length);
});
