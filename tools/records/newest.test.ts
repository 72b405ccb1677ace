import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { typedItem } from '#shared/db/plain-item';
import { newest } from './newest.ts';

const EVERYTHING = { before: Number.POSITIVE_INFINITY, limit: 2 };
const PAGES = [
  [{ id: 5 }, { id: 1 }],
  [{ id: 9 }, { id: 3 }],
  [{ id: 7 }, { id: 2 }],
];

/** A table that a scan reads in three pages, and how many of them it read. */
function table() {
  let read = 0;
  const send = async () => {
    const page = PAGES[read++]?.map(typedItem);
    return { Items: page, ...(read < PAGES.length && { LastEvaluatedKey: {} }) };
  };
  return { dynamo: { send } as unknown as DynamoDBDocumentClient, pagesRead: () => read };
}

const list = (dynamo: DynamoDBDocumentClient, mostRead: number) =>
  newest(dynamo, { table: 'orders', attributes: ['id'], mostRead }, EVERYTHING, ({ id }) => ({
    id: Number(id),
  }));

test('a table that is not too large is read whole', async () => {
  expect(await list(table().dynamo, 6)).toEqual({ records: [{ id: 9 }, { id: 7 }], has_more: true });
});

test('of a larger one no more is read, and the list says so', async () => {
  const { dynamo, pagesRead } = table();

  expect(await list(dynamo, 2)).toEqual({ records: [{ id: 5 }, { id: 1 }], has_more: false, limited_to: 2 });
  expect(pagesRead()).toBeLessThan(PAGES.length);
});
