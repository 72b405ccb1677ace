import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { FLOOR } from './endpoints.ts';
import type { LoadPlan } from './load-plan.ts';
import { ORDER_STORES, orderCalls } from './order-calls.ts';
import { orderParts } from './order-parts.ts';
import { readStatus } from './parts.ts';
import { type System, startSystem } from './system.ts';

/** A limit of machine or stores without the system, to compare other figures with. */
export interface Limit {
  readonly row: string;
  /** Whether it uses the system's engine and functions, so that they must be as warm as those of the endpoints. @default false */
  readonly usesSystem?: boolean;
  /** Starts what is needed, and returns what to load and which processes' CPU time counts. */
  open(system: System, folder: string): Promise<OpenLimit>;
}

export interface OpenLimit extends AsyncDisposable {
  readonly work: LoadPlan['work'];
  readonly rootPid: number;
  /** The parts of it that count. @default all of them */
  readonly counted?: readonly string[];
}

const BARE_SERVER = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
const nothing = async (): Promise<void> => undefined;

export const LIMITS: readonly Limit[] = [
  { row: 'bare-http', open: () => openServer('bytes') },
  { row: 'redis-get', open: openRedis },
  {
    row: 'lock-update',
    open: (system) =>
      openPostgres(system, [
        'BEGIN',
        'SELECT stock FROM bench_stock WHERE id = 1 FOR UPDATE',
        'UPDATE bench_stock SET stock = stock - 1 WHERE id = 1',
        'COMMIT',
      ]),
  },
  {
    row: 'one-statement',
    open: (system) => openPostgres(system, ['UPDATE bench_stock SET stock = stock - 1 WHERE id = 1']),
  },
  { row: 'empty-handler', open: openEmptyHandler },
  { row: 'password-hash', open: () => openServer('hash') },
  { row: 'order-stores', open: openOrderStores },
  { row: FLOOR, usesSystem: true, open: openOrderParts },
];

/** @param what of each answer */
async function openServer(what: 'bytes' | 'hash'): Promise<OpenLimit> {
  const server = fork(BARE_SERVER, [what]);
  const [port] = await once(server, 'message');
  return {
    work: {
      kind: 'http',
      url: `http://127.0.0.1:${port}`,
      requests: [{ method: 'GET', path: '/' }],
      expect: { status: 200 },
    },
    rootPid: server.pid ?? 0,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}

async function openRedis(system: System): Promise<OpenLimit> {
  const url = system.backends.redis;
  const plan = { kind: 'redis', url, command: 'GET bench', answer: '$' } as const;
  const { openExchanges } = await import('./exchanges.ts');
  const [exchange] = await openExchanges({
    connections: 1,
    work: { ...plan, command: 'SET bench 12345678', answer: '+' },
  });
  await exchange?.next();
  await exchange?.close();
  return openStore(system, 'redis', Promise.resolve(plan));
}

async function openPostgres(system: System, statements: readonly string[]): Promise<OpenLimit> {
  const url = system.backends.postgres;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS bench_stock (id int PRIMARY KEY, stock int NOT NULL)');
  await client.query('INSERT INTO bench_stock VALUES (1, 0) ON CONFLICT DO NOTHING');
  await client.end();
  return openStore(system, 'postgres', Promise.resolve({ kind: 'postgres', url, statements }));
}

async function openStore(system: System, name: string, work: Promise<LoadPlan['work']>): Promise<OpenLimit> {
  return { work: await work, rootPid: await backendPid(system, name), [Symbol.asyncDispose]: nothing };
}

async function openOrderStores(system: System): Promise<OpenLimit> {
  return {
    work: await orderCalls(system),
    rootPid: system.pid,
    counted: ORDER_STORES,
    [Symbol.asyncDispose]: nothing,
  };
}

async function openOrderParts(system: System): Promise<OpenLimit> {
  return { work: await orderParts(system), rootPid: system.pid, [Symbol.asyncDispose]: nothing };
}

async function openEmptyHandler(system: System, folder: string): Promise<OpenLimit> {
  const empty = await startSystem({
    dataDir: `${folder}/empty-handler`,
    emptyOn: system.backends,
    telemetry: { enabled: false },
  });
  return {
    work: {
      kind: 'http',
      url: empty.urls.order,
      requests: [{ method: 'GET', path: '/empty' }],
      expect: { status: 200, contains: '{}' },
    },
    rootPid: empty.pid,
    [Symbol.asyncDispose]: () => empty[Symbol.asyncDispose](),
  };
}

async function backendPid(system: System, name: string): Promise<number> {
  return (await readStatus(system.urls.engine)).backends[name] ?? 0;
}
