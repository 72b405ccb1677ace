import { expect, test } from 'vitest';
import { UserError } from '#shared/cli/errors';
import { checkTargets, targetsIn } from './targets.ts';

const THREE = { user: 'http://a:1', restaurant: 'http://b:2', order: 'http://c:3/x' };

test.each([
  ['http://a:1,http://b:2,http://c:3/x/', THREE],
  ['order=http://c:3/x, user=http://a:1,restaurant=http://b:2', THREE],
  [
    'http://g:8080/',
    {
      user: 'http://g:8080/api/users',
      restaurant: 'http://g:8080/api/restaurants',
      order: 'http://g:8080/api/orders',
    },
  ],
])('%s names all services', (text, targets) => {
  expect(targetsIn(text)).toEqual(targets);
});

test.each([
  [''],
  ['localhost:8080'],
  ['https://g'],
  ['http://a,http://b'],
  ['http://a,http://b,http://c,http://d'],
  ['user=http://a,user=http://b,order=http://c'],
  ['user=http://a,shop=http://b,order=http://c'],
  ['http://a,,http://c'],
])('"%s" does not', (text) => {
  expect(targetsIn(text)).toBeUndefined();
});

test('a service that is not there is named with its address', async () => {
  const url = 'http://127.0.0.1:1';

  await expect(checkTargets({ user: url, restaurant: url, order: url })).rejects.toThrow(UserError);
  await expect(checkTargets({ user: url, restaurant: url, order: url })).rejects.toThrow(
    /^no user service answers at http:\/\/127\.0\.0\.1:1 \(/,
  );
});
