import { expect, test } from 'vitest';
import { DEPLOYED_SERVICES, functionsOf, PAGE_FUNCTIONS } from '#stacks/services';
import { readText } from '#tests/support/source-files';

const readme = readText('README.md');
const counts = DEPLOYED_SERVICES.map(
  (service) => [service.api.service, functionsOf(service).length] as const,
);

test('the README has the number of functions that npm start builds', () => {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);

  expect(/builds (\d+) functions/.exec(readme)?.[1]).toBe(String(all));
});

test.each(counts)('the README has the number of functions of the %s service', (name, count) => {
  const drawn = new RegExp(`\\[${name} service<br>(\\d+) functions\\]`).exec(readme)?.[1];
  const consumers = readme.match(/queue .*recovery\[recover-order\]/) && name === 'order' ? 1 : 0;

  expect(drawn).toBe(String(count - PAGE_FUNCTIONS.length - consumers));
});
