import { Client, Query, type QueryResult, types } from 'pg';
import { type ClientSeam, withoutFaults } from '#shared/faults/modes/calls';
import { isCurrent, type MigrateOptions, migrate } from './migrations/migrate.ts';
import { breaksConnection, remedyFor, toDependencyError } from './postgres-errors.ts';
import type { Statement } from './statement.ts';
import { inDatabaseSpan, inStatementSpan } from './statement-span.ts';

export interface Postgres {
  /**
   * Runs a statement that may be repeated: one that only reads, or one whose repeat has no effect.
   * @throws AppError `dependency_unavailable` or `dependency_timeout`
   */
  query<Row>(statement: Statement): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than the role's statement_timeout of 8 seconds: it ends calls to a server that does not answer at all. */
export const QUERY_TIMEOUT_MS = 8_500;
/** Time after which a second try would not fit into the invocation. */
const REPEAT_WITHIN_MS = 4_500;
const MAX_ATTEMPTS = 3;
const INT8 = 20;

/**
 * One connection, as one environment serves one call at a time; made at first use, replaced when it breaks.
 * @param faults lets faults act on each try of a statement that is in a trace
 */
export function createPostgres(
  connectionString: string,
  options: MigrateOptions = {},
  faults: ClientSeam<'postgresql'> = withoutFaults,
): Postgres {
  let connection: Promise<Client> | undefined;

  function connected(): Promise<Client> {
    if (connection) return connection;
    const client = createClient(connectionString);
    const opening = inDatabaseSpan('connect', () => prepare(client, options));
    const forget = (): void => {
      if (connection === opening) connection = undefined;
    };
    // A statement under way is rejected with the same error; an idle connection is simply not used again.
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(forget);
    connection = opening;
    return opening;
  }

  async function attempt<Row>(statement: Statement): Promise<readonly Row[]> {
    const client = await connected().catch((cause: unknown) => {
      throw toDependencyError(cause);
    });
    const run = (statement: Statement): Promise<readonly Row[]> =>
      inTurn(async () => (await prepared(client, statement)).rows as Row[]);
    try {
      if (statement.untraced) return await run(statement);
      const call = {
        changesStock: statement.procedure !== undefined,
        run: (text: string, values: readonly unknown[] = []) =>
          inTurn(() => client.query({ text, values: [...values] })),
        connect,
      };
      return await inStatementSpan<Row>(statement, () => faults(call, () => run(statement)));
    } catch (error) {
      if (remedyFor(error) === 'migrate')
        await inDatabaseSpan('migrate', () => inTurn(() => migrate(client, options)));
      if (breaksConnection(error)) {
        connection = undefined;
        discard(client);
      }
      throw error;
    }
  }

  async function repeated<Row>(statement: Statement): Promise<readonly Row[]> {
    const startedAt = performance.now();
    for (let count = 1; ; count++) {
      try {
        return await attempt<Row>(statement);
      } catch (error) {
        const remedy = remedyFor(error);
        if (remedy === 'throw') throw error;
        const isLate = performance.now() - startedAt > REPEAT_WITHIN_MS;
        if (remedy === 'give-up' || isLate || count === MAX_ATTEMPTS) throw toDependencyError(error);
      }
    }
  }

  let busy: Promise<unknown> | undefined;
  /**
   * Runs what uses the connection one at a time: the write of fault hits may overlap the statements of a call. A fault
   * that decides whether to act, or waits, holds no turn: its own hits must be written.
   */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    while (busy) await busy.catch(() => {});
    const turn = work();
    busy = turn;
    try {
      return await turn;
    } finally {
      busy = undefined;
    }
  }

  /** Opens a session beside the environment's own. */
  async function connect(): Promise<Client> {
    const session = createClient(connectionString);
    session.on('error', () => {});
    await session.connect();
    return session;
  }

  return {
    query: repeated,
    async close() {
      await connection?.then((client) => client.end()).catch(() => {});
    },
  };
}

/** Runs a prepared statement. pg would copy a configuration object by its descriptors, which takes longer than to send it. */
function prepared(client: Client, { name, text, values = [] }: Statement): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    const callback = (error: Error | null, result: QueryResult): void =>
      error ? reject(error) : resolve(result);
    client.query(Object.assign(new Query(text, [...values]), { name, callback }));
  });
}

/** Sets no timeouts as start-up parameters, which RDS Proxy and other poolers refuse. The role has them: see migrations. */
function createClient(connectionString: string): Client {
  return new Client({
    connectionString,
    application_name: 'food-delivery-restaurant',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format),
    },
  });
}

/** Connects, and migrates where the schema is missing or too old. */
async function prepare(client: Client, options: MigrateOptions): Promise<Client> {
  try {
    await client.connect();
    const ready = await isCurrent(client).catch((error: unknown) => {
      if (remedyFor(error) === 'migrate') return false;
      throw error;
    });
    if (!ready) await migrate(client, options);
    return client;
  } catch (error) {
    discard(client);
    throw error;
  }
}

function discard(client: Client): void {
  client.end().catch(() => {});
}
