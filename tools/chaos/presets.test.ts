import { expect, test } from 'vitest';
import { PRESETS } from '#shared/faults/presets/all';
import { placeProblem } from '#shared/faults/rules/rule-place';
import { SERVICE_NAMES } from '#shared/services';
import { allPoints } from './all-points.ts';

test.each(PRESETS)('each rule of $name names a point of a service where its mode fits', async ({ rules }) => {
  const points = await allPoints();

  for (const rule of rules) {
    const problems = SERVICE_NAMES.map((service) => {
      const own = points.filter(({ name }) => name.startsWith(`${service}.`));
      return placeProblem(rule, { service, points: own });
    });
    expect(problems, rule.point).toContain(undefined);
  }
});
