import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { memoryOf } from '#local/host/process-memory';
import { cpuOf } from './processes.ts';
import { addedCost, troubledRatios } from './telemetry-rounds.ts';

test.runIf(HAS_PROC)('processor time and memory of a tree of processes', () => {
  expect(cpuOf(process.pid)?.find(({ pid }) => pid === process.pid)?.cpuMs).toBeGreaterThan(0);
  expect(memoryOf(process.pid)?.proportionalBytes).toBeGreaterThan(0);
});

test('a system without /proc reports neither', () => {
  const nowhere = join(import.meta.dirname, 'no-proc');

  expect(cpuOf(process.pid, nowhere)).toBeUndefined();
  expect(memoryOf(process.pid, nowhere)).toBeUndefined();
});

test('what was not measured in turns is left out, and not 0', () => {
  const rounds = (figures: number[]) => ({
    cpuMs: new Map(['off', 'on', 'taking', 'gone', 'hanging'].map((name) => [name, figures])),
    errors: 0,
  });

  expect(addedCost([['get-menu', rounds([])]]).size).toBe(0);
  expect(troubledRatios([['get-menu', rounds([])]])).toEqual([]);
  expect(addedCost([['get-menu', rounds([2, 2])]]).get('get-menu')).toMatchObject({ offMs: 2 });
  expect(troubledRatios([['get-menu', rounds([1, 2])]])).toHaveLength(2);
});
