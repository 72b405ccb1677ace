import { expect, test } from 'vitest';
import { UsageError } from '#shared/cli/errors';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { readPlan } from './read-plan.ts';

const LOOP = { kind: 'open', phases: [{ kind: 'steady', seconds: 1, rate: 1 }] };
const PLAN = { urls: mapValues(SERVICES, () => 'http://localhost'), loop: LOOP, journeys: { order: 1 } };
const phase = (change: object) => ({ ...LOOP, phases: [{ ...LOOP.phases[0], ...change }] });

test('what has a default may be left out', () => {
  expect(readPlan(PLAN)).toMatchObject({
    seed: 1,
    loop: { arrival: 'even' },
    menus: { zipf: 0 },
    retries: { most: 0 },
    max_in_flight: 1_000,
  });
});

test('a plan is plain data', () => {
  expect(readPlan(JSON.parse(JSON.stringify(readPlan(PLAN))))).toEqual(readPlan(PLAN));
});

test.each([
  [{ loop: phase({ rate: -1 }) }, 'loop.phases.0.rate is "-1", allowed: at least 0'],
  [{ loop: phase({ kind: 'wave' }) }, 'loop.phases.0.kind is "wave", allowed: steady, soak, ramp, spike'],
  [
    { loop: phase({ clients: 3 }) },
    'loop.phases.0.clients: unknown, allowed: kind, name, seconds, headers, slow_lines, rate',
  ],
  [{ loop: { ...LOOP, kind: 'x' } }, 'loop.kind is "x", allowed: open, closed'],
  [{ loop: { ...LOOP, phases: [] } }, 'loop.phases is "", allowed: at least 1'],
  [{ seed: 1.5 }, 'seed is "1.5", allowed: a whole number'],
])('%j is refused in one sentence', (change, sentence) => {
  expect(() => readPlan({ ...PLAN, ...change })).toThrow(new UsageError(sentence));
});

test.each([[{}], [{ order: 0 }]])('journeys %j have no weight', (journeys) => {
  expect(() => readPlan({ ...PLAN, journeys })).toThrow(
    /^journeys is ".*", allowed: weights above 0 of order, /,
  );
});

test.each([
  [{ journeys: { order: 1, dance: 1 } }, /^journeys\.dance: unknown, allowed: weights above 0 of order, /],
  [{ speed: 1 }, /^speed: unknown, allowed: urls, seed, loop, journeys, /],
])('%j has something that no plan has', (change, sentence) => {
  expect(() => readPlan({ ...PLAN, ...change })).toThrow(sentence);
});
