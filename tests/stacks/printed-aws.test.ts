import { expect, test } from 'vitest';
import { filesBelow, readText } from '#tests/support/source-files';

/** Without a region and credentials the AWS command line refuses every call of a user who never configured it. */
const WORKS = /AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws --region us-east-1 --endpoint-url/;
const lines = filesBelow('')
  .filter((path) => /\.(md|ts)$/.test(path) && !path.startsWith('tests/'))
  .flatMap((path) =>
    [...readText(path).matchAll(/.*\baws .*--endpoint-url .*/g)].map(([line]) => ({ path, line })),
  );

test('no printed line of the AWS command line needs a configuration', () => {
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(lines.filter(({ line }) => !WORKS.test(line))).toEqual([]);
});
