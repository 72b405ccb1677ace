import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Ratios } from './rounds.ts';

const FILE = fileURLToPath(new URL('./ratios.json', import.meta.url));

const Recorded = z.strictObject({
  /** For people: date and machine of the run. */
  recorded: z.string(),
  /** What a password hash took there: how fast the machine was in that hour. */
  hashMs: z.number().positive(),
  rows: z.record(z.string(), z.number().positive()),
});

/** Ratios that were recorded on one machine in one hour. */
export type Recorded = z.infer<typeof Recorded>;

const Committed = z.array(Recorded).min(1);
/** A record replaces those of machines that are so much quicker or slower at most. */
const SAME_SPEED = 1.3;
const bySpeed = (one: Recorded, other: Recorded): number => one.hashMs - other.hashMs;

/** All that are recorded, the quickest machine first. */
export const committedRatios = (): readonly Recorded[] =>
  Committed.parse(JSON.parse(readFileSync(FILE, 'utf8'))).toSorted(bySpeed);

/**
 * Returns the ratios that a machine of this speed should have. Large code takes more of the time where the memory is slow, which a
 * small reference does not show; a password hash, which needs 19 MiB, does.
 * @param records the quickest first
 * @returns those in between, where there are a quicker and a slower machine; otherwise those of the nearest
 */
export function ratiosAt(records: readonly Recorded[], hashMs: number): Ratios {
  const quicker = records.findLast((each) => each.hashMs <= hashMs) ?? records[0];
  const slower = records.find((each) => each.hashMs >= hashMs) ?? records.at(-1);
  if (!quicker || !slower) return {};
  const range = slower.hashMs - quicker.hashMs;
  const share = range <= 0 ? 0 : (hashMs - quicker.hashMs) / range;
  return Object.fromEntries(
    Object.entries(quicker.rows).flatMap(([row, low]) => {
      const high = slower.rows[row];
      return high === undefined ? [] : [[row, low + share * (high - low)]];
    }),
  );
}

/** Puts a record in the place of those of machines that are as fast. */
export const withRecord = (records: readonly Recorded[], added: Recorded): readonly Recorded[] => {
  const isAsFast = ({ hashMs }: Recorded): boolean =>
    hashMs / added.hashMs < SAME_SPEED && added.hashMs / hashMs < SAME_SPEED;
  return [...records.filter((each) => !isAsFast(each)), added].toSorted(bySpeed);
};

/** Commits what was measured. */
export function writeRatios(added: Recorded): void {
  const rounded = (value: number): number => Number(value.toPrecision(3));
  const rows = Object.fromEntries(Object.entries(added.rows).map(([row, ratio]) => [row, rounded(ratio)]));
  const records = withRecord(committedRatios(), { ...added, hashMs: rounded(added.hashMs), rows });
  writeFileSync(FILE, `${JSON.stringify(records, undefined, 2)}\n`);
}
