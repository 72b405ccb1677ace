import { expect, test } from 'vitest';
import { createSeal } from '#shared/faults/rules/seal';
import { SERVICE_NAMES } from '#shared/services';
import { DRILLS } from '../catalog/all.ts';
import { NOISE } from '../catalog/noise.ts';
import { RULE_BYTES, RULES_PER_SERVICE, sealedRules, storedBytes } from './sealed-rules.ts';

const NOW_MS = Date.now();
const TIMES = { noiseAtMs: NOW_MS, faultAtMs: NOW_MS + 90_000, endAtMs: NOW_MS + 900_000 };

test.each(DRILLS)('$name looks the same from outside as every other drill', ({ faults }) => {
  const rules = sealedRules(faults, NOISE.slice(0, 2), TIMES);

  for (const service of SERVICE_NAMES)
    expect(rules.filter((rule) => rule.service === service)).toHaveLength(RULES_PER_SERVICE);
  for (const { service, id, body } of rules) {
    expect(body.sealed).toBe(true);
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(storedBytes(service, id, body)).toBe(RULE_BYTES);
  }
});

test('the rules of a service leave room in its parameter for others', () => {
  const seal = createSeal('a key of the tests, at least 16');
  const text = seal.close({ text: ' '.repeat(RULE_BYTES) });

  expect(text.length * RULES_PER_SERVICE).toBeLessThan(3_500);
});
