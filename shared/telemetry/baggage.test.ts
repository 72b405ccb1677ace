import { expect, test } from 'vitest';
import { baggageMember, withMember } from './baggage.ts';

test.each([
  ['chaos=%7B1', '%7B1'],
  ['a=1, chaos = x ;p=1,b=2', 'x'],
  ['chaos=a=b', 'a=b'],
  ['chaos=', ''],
  ['xchaos=1,chaosx=2', undefined],
  ['', undefined],
  [undefined, undefined],
])('in %j the member is %j', (baggage, value) => {
  expect(baggageMember(baggage, 'chaos')).toBe(value);
});

test.each([
  ['a=1,chaos=x;p=1, b=2', 'y', 'a=1, b=2,chaos=y'],
  ['a=1,chaos=x,chaos=z', undefined, 'a=1'],
  [undefined, 'y', 'chaos=y'],
  ['chaos=x', undefined, undefined],
])('%j with the member %j is %j', (baggage, value, expected) => {
  expect(withMember(baggage, 'chaos', value)).toBe(expected);
});
