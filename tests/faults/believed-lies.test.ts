import { expect, test } from 'vitest';
import { allPoints } from '#stacks/points';
import { ANSWERS } from '#tools/fault-docs/boundaries';
import { unexpected } from './believed-lies.ts';
import { cellsOf } from './cells.ts';
import { STALE } from './load-client.ts';

const cells = cellsOf(await allPoints());
const cell = (name: string) => cells.find((each) => each.name === name) ?? expect.fail(`no ${name}`);
const TWICE = cell('order.payments.charge charge_twice');
const DECLINED = cell('order.payments.charge decline');
const NOT_BUMPED = cell('order.cache.bump down');
const NOT_READ = cell('order.reader.find down');
const found = ({ name }: { readonly name: string }, rule: string, text = 'wrong') => ({
  trial: name,
  rule,
  text,
});

test('a lie that is named may do the harm that is named, and must do some', () => {
  expect(unexpected([TWICE], [found(TWICE, 'ledger')])).toEqual([]);
  expect(unexpected([TWICE], [found(TWICE, 'ledger'), found(TWICE, 'stock')])).toEqual([
    'order.payments.charge charge_twice: stock: wrong',
  ]);
  expect(unexpected([TWICE], [])).toEqual([expect.stringContaining('did no harm')]);
});

test('anything else that is wrong is unexpected, also where no order shows which rule did it', () => {
  expect(unexpected([DECLINED], [])).toEqual([]);
  expect(unexpected([DECLINED], [found(DECLINED, ANSWERS)])).toHaveLength(1);
  expect(unexpected([DECLINED], [{ trial: undefined, rule: 'stock', text: 'menu 1' }])).toEqual([
    'no order of the load: stock: menu 1',
  ]);
});

test('an old state is shown only where an invalidation failed', () => {
  expect(unexpected([NOT_BUMPED], [found(NOT_BUMPED, ANSWERS, `${STALE}confirmed`)])).toEqual([]);
  expect(unexpected([NOT_BUMPED], [found(NOT_BUMPED, ANSWERS)])).toHaveLength(1);
  expect(unexpected([NOT_READ], [found(NOT_READ, ANSWERS, `${STALE}confirmed`)])).toHaveLength(1);
});
