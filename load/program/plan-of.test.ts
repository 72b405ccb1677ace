import { expect, test } from 'vitest';
import { readPlan } from '#load/plan/read-plan';
import { readCommandLine } from '#shared/cli/arguments';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { type LoadOptions, OPTIONS } from './options.ts';
import { chosenPlan } from './plan-of.ts';

const URLS = mapValues(SERVICES, () => 'http://localhost');

function planFrom(words: string, env = {}) {
  const given = readCommandLine(words.split(' ').filter(Boolean), {
    options: OPTIONS,
    args: {},
    passesOn: undefined,
  });
  if (given === 'help') throw new Error('no plan');
  return readPlan({ ...chosenPlan(given.options as LoadOptions, env), urls: URLS });
}

test('without options ten orders begin per second, for half a minute', () => {
  expect(planFrom('')).toMatchObject({
    seed: 1,
    loop: { kind: 'open', arrival: 'even', phases: [{ kind: 'steady', seconds: 30, rate: 10 }] },
    journeys: { order: 1 },
  });
});

test.each([
  ['--rate 5.5 --seconds 2', { kind: 'steady', seconds: 2, rate: 5.5 }],
  ['--shape ramp --rate 5 --peak 50', { kind: 'ramp', seconds: 30, from: 5, to: 50 }],
  ['--shape spike --rate 5 --peak 50', { kind: 'spike', seconds: 30, rate: 5, peak: 50 }],
  ['--shape soak --seconds 3600', { kind: 'soak', seconds: 3_600, rate: 10 }],
  ['--clients 8', { kind: 'steady', seconds: 30, clients: 8 }],
  ['--clients 1 --shape ramp --peak 9', { kind: 'ramp', seconds: 30, from: 1, to: 9 }],
])('%s', (words, phase) => {
  expect(planFrom(words).loop.phases).toEqual([phase]);
});

test('every other option has its place in the plan', () => {
  const words =
    '--arrival poisson --think 20 --mix order=3,browse --zipf 1.2 --menus 4 --users 5 --connections 128 --max-in-flight 9 --timeout 700 --retries 2 --limit 300 --seed 7';

  expect(planFrom(words)).toMatchObject({
    seed: 7,
    loop: { arrival: 'poisson' },
    think_ms: 20,
    journeys: { order: 3, browse: 1 },
    menus: { zipf: 1.2, menus: 4 },
    users: 5,
    connections: 128,
    max_in_flight: 9,
    timeout_ms: 700,
    retries: { most: 2 },
    latency_limit_ms: 300,
  });
});

test('rules travel with the key that some stages ask for', () => {
  expect(planFrom('--chaos slow-redis').headers).toEqual({ 'x-chaos': 'slow-redis' });
  expect(planFrom('--chaos slow-redis', { CHAOS_KEY: 'key' }).headers).toEqual({
    'x-chaos': 'slow-redis',
    'x-chaos-key': 'key',
  });
  expect(planFrom('', { CHAOS_KEY: 'key' }).headers).toEqual({});
});

test.each([
  ['--clients 8 --arrival even', '--clients makes a closed loop, which has no --rate and no --arrival'],
  ['--peak 8', '--peak goes with --shape ramp or spike, which need it'],
  ['--shape spike', '--peak goes with --shape ramp or spike, which need it'],
  ['--plan x.json --rate 3', '--plan says what --rate would: leave one of them out'],
])('%s is refused in one sentence', (words, sentence) => {
  expect(() => planFrom(words)).toThrow(sentence);
});
