import * as z from 'zod';
import { invalid } from '../fault.ts';
import type { Table } from '../tables/table.ts';
import { MOST_TAGS, TagKeys, Tags, tagsOf } from '../tables/table-input.ts';
import type { Action, Context } from './action.ts';
import { readInput } from './read-input.ts';

const ArnInput = z.object({ ResourceArn: z.string() });
const TagInput = ArnInput.extend({ Tags });
const UntagInput = ArnInput.extend({ TagKeys });
const TABLE_ARN = /^arn:[^/]+:table\/[^/]+$/;

function tableAt({ store }: Context, arn: string): Table {
  if (!TABLE_ARN.test(arn)) throw invalid('Invalid TableArn');
  return store.catalog.get(arn);
}

export const listTagsOfResource: Action = (context, input) => {
  const { tags = {} } = tableAt(context, readInput(ArnInput, input).ResourceArn);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};

export const tagResource: Action = (context, input) => {
  const wanted = readInput(TagInput, input);
  const table = tableAt(context, wanted.ResourceArn);
  const tags = { ...table.tags, ...tagsOf(wanted.Tags) };
  if (Object.keys(tags).length > MOST_TAGS) throw invalid(`A table has at most ${MOST_TAGS} tags`);
  context.store.changeCatalog((catalog) => catalog.replace({ ...table, tags }));
  return {};
};

export const untagResource: Action = (context, input) => {
  const wanted = readInput(UntagInput, input);
  const table = tableAt(context, wanted.ResourceArn);
  const kept = Object.entries(table.tags ?? {}).filter(([key]) => !wanted.TagKeys.includes(key));
  context.store.changeCatalog((catalog) => catalog.replace({ ...table, tags: Object.fromEntries(kept) }));
  return {};
};
