import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { privateMemoryMb } from './memory-watch.ts';

test.runIf(HAS_PROC)('the private memory of a process is part of its resident memory', () => {
  const residentMb = process.memoryUsage.rss() / 1_048_576;
  const used = privateMemoryMb(process.pid);

  expect(used).toBeGreaterThan(residentMb / 4);
  expect(used).toBeLessThan(residentMb);
});

test('a system without /proc does not report it, and a process that does not exist has none', () => {
  expect(privateMemoryMb(process.pid, join(import.meta.dirname, 'no-proc'))).toBeUndefined();
  expect(privateMemoryMb(2 ** 22 + 1)).toBeUndefined();
});
