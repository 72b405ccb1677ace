import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createArgon2Passwords } from '#functions/user/adapters/argon2-passwords';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { DATA_FILES } from '#local/services/dynamodb/choice';
import { requireDynamoDbBinary } from '#local/services/dynamodb/dynamodb-binary';
import type { System } from '../system.ts';
import { writeExport } from './export-files.ts';
import { chargeItem, orderItem, userItems } from './items.ts';
import { PASSWORD, type Population } from './population.ts';

/** Longer than a million orders take on two busy cores. */
const IMPORT_TIMEOUT_MS = 1_800_000;
const run = promisify(execFile);

interface Tables {
  readonly orders: string;
  readonly payments: string;
  readonly users: string;
  /** What DescribeTable says of them, as the import wants it. */
  readonly schema: string;
}

/** Reads names and keys of the tables of a running system. */
export async function describeTables({ functions, backends }: System): Promise<Tables> {
  const tableOf = (key: string, variable: string): string =>
    functions[key]?.environment[variable] ?? `no ${variable}`;
  const names = {
    orders: tableOf('order/place-order', 'ORDERS_TABLE'),
    payments: tableOf('order/place-order', 'PAYMENTS_TABLE'),
    users: tableOf('user/log-in', 'USERS_TABLE'),
  };
  const { region, accessKeyId } = LOCAL_IDENTITY;
  const client = new DynamoDBClient({
    endpoint: backends.dynamodb,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
  try {
    const described = Object.values(names).map((TableName) =>
      client.send(new DescribeTableCommand({ TableName })),
    );
    const schema = (await Promise.all(described)).map(({ Table }) => ({ Table }));
    return { ...names, schema: JSON.stringify(schema) };
  } finally {
    client.destroy();
  }
}

/**
 * Puts the population into the tables of a stopped system, by the import of the store itself: a million orders in minutes,
 * where BatchWriteItem takes half an hour.
 * @throws EngineError where Dynoxide does not run on this machine, and Error if the import fails
 */
export async function fillDynamoDb(
  dataDir: string,
  tables: Tables,
  population: Population,
  say: (text: string) => void,
): Promise<void> {
  const binary = requireDynamoDbBinary('the stores can be filled with it only');
  const source = `${dataDir}-export`;
  const schema = `${source}.json`;
  const { size } = population;
  const passwordHash = await createArgon2Passwords().hash(PASSWORD);
  try {
    for (const [table, itemsOf] of [
      [tables.orders, (number: number) => [orderItem(population, number)]],
      [tables.payments, (number: number) => [chargeItem(population, number)]],
      [tables.users, (number: number) => userItems(population, number, passwordHash)],
    ] as const) {
      await writeExport(
        source,
        table,
        itemsUpTo(size, itemsOf, (done) => say(`${table}: ${done} written`)),
      );
    }
    writeFileSync(schema, tables.schema);
    say('importing the tables into DynamoDB');
    const output = join(dataDir, 'dynamodb', DATA_FILES.dynoxide);
    await run(binary, ['import', '--source', source, '--schema', schema, '--output', output, '--force'], {
      timeout: IMPORT_TIMEOUT_MS,
    });
    // of the file that was replaced
    for (const rest of ['-wal', '-shm']) rmSync(`${output}${rest}`, { force: true });
  } finally {
    rmSync(source, { recursive: true, force: true });
    rmSync(schema, { force: true });
  }
}

const SAY_EVERY = 200_000;

function* itemsUpTo(
  count: number,
  itemsOf: (number: number) => readonly object[],
  progress: (done: number) => void,
): Generator<object> {
  for (let number = 0; number < count; number++) {
    if (number > 0 && number % SAY_EVERY === 0) progress(number);
    yield* itemsOf(number);
  }
}
