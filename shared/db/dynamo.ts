import { randomUUID } from 'node:crypto';
import type {
  BatchGetCommandInput,
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { createAwsClient } from '#shared/aws/client';
import type { AwsPlace } from '#shared/aws/place';
import { type ClientSeam, withoutFaults } from '#shared/faults/modes/calls';
import { tracedCall } from './aws-spans.ts';
import { readAnswer, spanOf } from './dynamo-spans.ts';
import type { DynamoStep } from './dynamo-step.ts';
import { type Item, plainItem, type TypedItem, typedItem } from './plain-item.ts';

/** Keys and values are plain; `ExpressionAttributeValues` and items too. */
type Plain<Input> = Omit<Input, 'Key' | 'Item' | 'ExpressionAttributeValues'> & {
  readonly ExpressionAttributeValues?: Item;
};
type OnKey<Input> = Plain<Input> & { readonly Key: Item };
type OfItem<Input> = Plain<Input> & { readonly Item: Item };

export type GetInput = OnKey<GetCommandInput>;
export type PutInput = OfItem<PutCommandInput>;
export type UpdateInput = OnKey<UpdateCommandInput>;
export type QueryInput = Plain<QueryCommandInput>;
export type PutInTransaction = OfItem<
  NonNullable<NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Put']>
>;
type Several = NonNullable<BatchGetCommandInput['RequestItems']>[string];

/**
 * The operations of DynamoDB that functions use, on plain items. A call that is given a step of an order is shown in traces as
 * that step.
 */
export interface Dynamo {
  get(input: GetInput, step?: DynamoStep): Promise<Item | undefined>;
  put(input: PutInput, step?: DynamoStep): Promise<void>;
  /** @returns the attributes that `ReturnValues` asks for */
  update(input: UpdateInput, step?: DynamoStep): Promise<Item | undefined>;
  query(input: QueryInput, step?: DynamoStep): Promise<readonly Item[]>;
  /** Puts all of the items or none. */
  putTogether(puts: readonly PutInTransaction[], step?: DynamoStep): Promise<void>;
  /** Reads several items of one table; some may be left over where there are many. */
  batchGet(
    table: string,
    input: Omit<Several, 'Keys'> & { readonly Keys: readonly Item[] },
    step?: DynamoStep,
  ): Promise<{ readonly items: readonly Item[]; readonly leftKeys: readonly Item[] }>;
  close(): void;
}

export interface DynamoOptions {
  /** The longest one attempt may take, in milliseconds. There are two. */
  readonly attemptMs: number;
  /** Lets faults act on each attempt: they answer in the place of the server. */
  readonly faults?: ClientSeam<'dynamodb'>;
  /** @default what the environment says */
  readonly place?: AwsPlace;
  /** Whether calls are in the trace of the request. @default true */
  readonly isTraced?: boolean;
}

/** Creates a client of DynamoDB; see {@link createAwsClient} for its second attempt and its errors. */
export function createDynamo({
  attemptMs,
  faults = withoutFaults,
  place,
  isTraced = true,
}: DynamoOptions): Dynamo {
  const client = createAwsClient({ service: 'dynamodb', attemptMs, place, aroundAttempt: faults });

  /** @param input plain, as the span shows it @param wire as it is sent @param read makes the answer plain */
  function call<Answer extends object>(
    operation: string,
    input: object,
    wire: object,
    read: (output: Output) => Answer,
    step: DynamoStep | undefined,
  ): Promise<Answer> {
    const run = async (onRepeat?: () => void): Promise<Answer> =>
      read((await client.call(operation, wire, onRepeat)) as Output);
    return isTraced ? tracedCall(spanOf(operation, input, step), readAnswer, run) : run();
  }
  return {
    async get(input, step) {
      return (await call('GetItem', input, wireOf(input), readItem, step)).Item;
    },
    async put(input, step) {
      await call('PutItem', input, wireOf(input), readItem, step);
    },
    async update(input, step) {
      return (await call('UpdateItem', input, wireOf(input), readItem, step)).Attributes;
    },
    async query(input, step) {
      return (await call('Query', input, wireOf(input), readItems, step)).Items;
    },
    async putTogether(puts, step) {
      const input = { TransactItems: puts.map((Put) => ({ Put })) };
      // A second attempt is the same transaction, and not one that its own first attempt refuses.
      const wire = {
        TransactItems: puts.map((put) => ({ Put: wireOf(put) })),
        ClientRequestToken: randomUUID(),
      };
      await call('TransactWriteItems', input, wire, () => ({}), step);
    },
    async batchGet(table, several, step) {
      const input = { RequestItems: { [table]: several } };
      const wire = { RequestItems: { [table]: { ...several, Keys: several.Keys.map(typedItem) } } };
      const read = ({ Responses, UnprocessedKeys }: Output) => ({
        Items: (Responses?.[table] ?? []).map(plainItem),
        leftKeys: (UnprocessedKeys?.[table]?.Keys ?? []).map(plainItem),
      });
      const { Items, leftKeys } = await call('BatchGetItem', input, wire, read, step);
      return { items: Items, leftKeys };
    },
    close: () => client.close(),
  };
}

/** What answers consist of, in DynamoDB's form. */
interface Output {
  readonly Item?: TypedItem;
  readonly Attributes?: TypedItem;
  readonly Items?: readonly TypedItem[];
  readonly Responses?: Readonly<Record<string, readonly TypedItem[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys: readonly TypedItem[] }>>;
}

interface WithItems {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ExpressionAttributeValues?: Item;
}

const wireOf = (input: WithItems): object => ({
  ...input,
  ...(input.Key && { Key: typedItem(input.Key) }),
  ...(input.Item && { Item: typedItem(input.Item) }),
  ...(input.ExpressionAttributeValues && {
    ExpressionAttributeValues: typedItem(input.ExpressionAttributeValues),
  }),
});

const readItem = ({ Item, Attributes }: Output): { readonly Item?: Item; readonly Attributes?: Item } => ({
  ...(Item && { Item: plainItem(Item) }),
  ...(Attributes && { Attributes: plainItem(Attributes) }),
});

const readItems = ({ Items = [] }: Output) => ({ Items: Items.map(plainItem) });
