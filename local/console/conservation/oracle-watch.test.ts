import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ConservationFrame } from '#shared/console/conservation';
import { OracleWatch } from './oracle-watch.ts';

const NEVER = { timeout: 30_000 };
const DAY_MS = 86_400_000;

/** A watch of a program in the place of the oracle's, and what runs of it. */
function watchOf(program: string, longestMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-oracle-'));
  const file = join(folder, 'program.mjs');
  writeFileSync(file, program);
  const running = new Set<number>();
  const processes = { add: (pid: number) => running.add(pid), remove: (pid: number) => running.delete(pid) };
  const watch = new OracleWatch(
    { variables: () => ({}), processes },
    { program: file, ...(longestMs && { longestMs }) },
  );
  onTestFinished(() => {
    watch[Symbol.dispose]();
    rmSync(folder, { recursive: true });
  });
  let nowMs = Date.now();
  /** What of conservation the next frame has. */
  const frame = (): ConservationFrame | undefined => watch.read(nowMs).conservation;
  return {
    ...{ frame, running },
    later: () => {
      nowMs += DAY_MS;
    },
  };
}

test('a reading that takes too long is ended, and the page says so', async () => {
  const { frame, running } = watchOf('process.on("message", () => undefined)', 500);

  await expect.poll(frame, NEVER).toEqual({
    problem: expect.stringMatching(
      /^The oracle was ended after 0\.5 s without a verdict: .* npm run oracle has/,
    ),
  });
  await expect.poll(() => running.size).toBe(0);
  expect(frame()).toBeUndefined();
  expect(running.size).toBe(0);
});

test('an oracle that ends by itself is a problem, and the reading before it stays', async () => {
  const { frame, later } = watchOf(`
    let asked = 0;
    process.on('message', () => {
      if (asked++ === 0) process.send({ conservation: { read_at_ms: 7, took_ms: 1 } });
      else process.exit(134);
    });`);
  await expect.poll(frame, NEVER).toEqual({ reading: { read_at_ms: 7, took_ms: 1 } });

  later();
  await expect.poll(frame, NEVER).toEqual({
    reading: { read_at_ms: 7, took_ms: 1 },
    problem: expect.stringContaining('The oracle ended before its verdict'),
  });
});

test('a reading is in the frame that follows it, and now and then in a later one', async () => {
  const { frame } = watchOf(
    "process.on('message', () => process.send({ conservation: { read_at_ms: 7, took_ms: 3_600_000 } }))",
  );
  await expect.poll(frame, NEVER).toBeDefined();

  const later = Array.from({ length: 899 }, frame).filter((each) => each !== undefined);

  expect(later).toHaveLength(2);
});
