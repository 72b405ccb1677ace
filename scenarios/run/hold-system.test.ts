import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { holderOf, holdSystem } from './hold-system.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'hold-system-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const SYSTEM = { name: 'http://localhost:8004', dataDir };
const drill = { what: 'a drill', end: 'npm run drill -- reveal' };
const scenario = { what: 'the scenario payment-failure', end: 'Ctrl-C in its terminal' };

test('a system that is in use is refused in a sentence, and free again afterwards', () => {
  {
    using _held = holdSystem(SYSTEM, drill);
    expect(() => holdSystem(SYSTEM, scenario)).toThrow(
      /^a drill is under way at http:\/\/localhost:8004; wait until it is over, or end it: npm run drill -- reveal$/,
    );
  }
  using _held = holdSystem(SYSTEM, scenario);
  expect(() => holdSystem(SYSTEM, drill)).toThrow('the scenario payment-failure is under way');
});

test('who only asks what has a system learns it, and takes nothing', () => {
  expect(holderOf(dataDir)).toBeUndefined();
  {
    using _held = holdSystem(SYSTEM, scenario);
    expect(holderOf(dataDir)).toBe('the scenario payment-failure');
  }
  expect(holderOf(dataDir)).toBeUndefined();
  expect(() => holdSystem(SYSTEM, drill)[Symbol.dispose]()).not.toThrow();
});

test('another system is free', () => {
  using _held = holdSystem(SYSTEM, drill);
  const other = mkdtempSync(join(dataDir, 'other-'));

  expect(() => holdSystem({ ...SYSTEM, dataDir: other }, scenario)[Symbol.dispose]()).not.toThrow();
});
