import { expect, test } from 'vitest';
import { globPattern } from '#shared/faults/points/glob';
import { PRESETS } from '#shared/faults/presets/all';
import { placeProblem } from '#shared/faults/rules/rule-place';
import { SERVICE_NAMES } from '#shared/services';
import { allPoints } from '#stacks/points';

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

test.each(PRESETS)(
  '$name acts on each try of a client, where that is what fails or is late',
  async ({ rules }) => {
    const points = await allPoints();

    // A store has modes for both. The payment provider is itself a port, above a store that works.
    const above = rules
      .filter(({ mode, when }) => ['exception', 'latency'].includes(mode) && when !== 'after')
      .flatMap(({ point }) => points.filter(({ name }) => globPattern(point).test(name)))
      .filter(({ kind, technologies }) => kind === 'port' && !technologies.includes('payment'));
    expect(above).toEqual([]);
  },
);
