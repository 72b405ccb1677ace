import * as z from 'zod';
import { keyRangeOf } from '../expressions/key-condition.ts';
import { namesIn } from '../expressions/names-in.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import type { Condition } from '../expressions/syntax.ts';
import { invalid } from '../fault.ts';
import { keyAttributes } from '../tables/table.ts';
import type { Action } from './action.ts';
import { PageInput } from './page-input.ts';
import { type Source, sourceOf, startAfter } from './page-source.ts';
import { parsedFilter } from './parsed-filter.ts';
import { parsedProjection } from './projected.ts';
import { readInput } from './read-input.ts';
import { readPage } from './read-page.ts';

const QueryInput = PageInput.extend({
  KeyConditionExpression: z.string({
    error: 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  }),
  ScanIndexForward: z.boolean().default(true),
});

export const query: Action = ({ store }, given) => {
  const input = readInput(QueryInput, given);
  const source = sourceOf(store, input);
  const placeholders = new Placeholders(input);
  const select = parsedProjection(input.ProjectionExpression, placeholders);
  const filter = parsedFilter(input.FilterExpression, placeholders);
  const condition = parseCondition(input.KeyConditionExpression, 'KeyConditionExpression', placeholders);
  placeholders.checkAllUsed();
  if (filter) checkFilter(filter, source);
  const range = {
    ...source,
    ...keyRangeOf(condition, source.keys),
    isDescending: !input.ScanIndexForward,
    after: startAfter(source, input.ExclusiveStartKey),
  };
  return readPage({ source, items: store.readRange(range), filter, select, input });
};

function checkFilter(filter: Condition, { keys }: Source): void {
  const names = namesIn(filter);
  const key = keyAttributes(keys).find(({ name }) => names.includes(name))?.name;
  if (key !== undefined)
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
}
