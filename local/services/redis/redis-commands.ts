import { at, bulk, integer, key, word } from './redis-arguments.ts';
import { Failure, OK, type Reply, Status } from './redis-protocol.ts';
import { client, hello, info, type Session, select } from './redis-session.ts';
import { setOptions } from './redis-set-options.ts';

type Handler = (session: Session, args: readonly Buffer[]) => Reply;

interface Command {
  /** Least and most arguments after the name. */
  readonly arity: readonly [number, number];
  readonly run: Handler;
}

const MANY = Number.MAX_SAFE_INTEGER;
const MS_PER_SECOND = 1_000;
const NO_KEY = -2;
const NO_EXPIRY = -1;
const DEFAULT_SCAN_COUNT = 10;

function glob(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\(.)|([*?])|(\[[^\]]+\])|([^\w])/gs, (_, escaped, wild, set, other) => {
    if (wild) return wild === '*' ? '.*' : '.';
    if (set) return set;
    return `\\x${(escaped ?? other).charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return new RegExp(`^${source}$`, 's');
}

function set(session: Session, args: readonly Buffer[]): Reply {
  const [name, value] = [key(at(args, 0)), at(args, 1)];
  const options = setOptions(args.slice(2));
  const { store } = session;
  const previous = store.get(name);
  const refused = (options.onlyNew && previous) || (options.onlyExisting && !previous);
  if (!refused) store.set(name, value, options.keepTtl ? (store.expiresMs(name) ?? null) : options.expiresMs);
  if (options.get) return previous ?? null;
  return refused ? null : OK;
}

function setMany(session: Session, args: readonly Buffer[]): Reply {
  if (args.length % 2 !== 0) throw new Failure("ERR wrong number of arguments for 'mset' command");
  for (let index = 0; index < args.length; index += 2) {
    session.store.set(key(at(args, index)), at(args, index + 1), null);
  }
  return OK;
}

function add(session: Session, name: string, amount: number): number {
  const { store } = session;
  const sum = integer(store.get(name) ?? bulk('0')) + amount;
  if (!Number.isSafeInteger(sum)) throw new Failure('ERR increment or decrement would overflow');
  store.set(name, bulk(String(sum)), store.expiresMs(name) ?? null);
  return sum;
}

function expireIn(unitMs: number): Handler {
  return ({ store }, args) => {
    const dueMs = Date.now() + integer(at(args, 1)) * unitMs;
    return store.expire(key(at(args, 0)), dueMs) ? 1 : 0;
  };
}

function timeToLive(unitMs: number): Handler {
  return ({ store }, args) => {
    const dueMs = store.expiresMs(key(at(args, 0)));
    if (dueMs === undefined) return NO_KEY;
    if (dueMs === null) return NO_EXPIRY;
    return Math.ceil((dueMs - Date.now()) / unitMs);
  };
}

function removeAll({ store }: Session, args: readonly Buffer[]): number {
  return args.filter((name) => store.delete(key(name))).length;
}

function scan({ store }: Session, args: readonly Buffer[]): Reply {
  const start = integer(at(args, 0));
  let pattern = '*';
  let count = DEFAULT_SCAN_COUNT;
  for (let index = 1; index < args.length; index += 2) {
    if (word(at(args, index)) === 'MATCH') pattern = key(at(args, index + 1));
    else if (word(at(args, index)) === 'COUNT') count = integer(at(args, index + 1));
    else throw new Failure('ERR syntax error');
  }
  const keys = store.keys();
  const end = start + count;
  const matcher = glob(pattern);
  const found = keys.slice(start, end).filter((name) => matcher.test(name));
  return [bulk(String(end < keys.length ? end : 0)), found.map(bulk)];
}

const fixed =
  (reply: Reply): Handler =>
  () =>
    reply;

const COMMANDS: Readonly<Record<string, Command>> = {
  PING: { arity: [0, 1], run: (_, args) => args[0] ?? new Status('PONG') },
  ECHO: { arity: [1, 1], run: (_, args) => at(args, 0) },
  HELLO: { arity: [0, MANY], run: hello },
  AUTH: { arity: [1, 2], run: fixed(OK) },
  CLIENT: { arity: [1, MANY], run: client },
  COMMAND: { arity: [0, MANY], run: fixed([]) },
  CONFIG: { arity: [1, MANY], run: fixed([]) },
  INFO: { arity: [0, MANY], run: info },
  SELECT: { arity: [1, 1], run: select },
  GET: { arity: [1, 1], run: ({ store }, args) => store.get(key(at(args, 0))) ?? null },
  SET: { arity: [2, MANY], run: set },
  SETEX: {
    arity: [3, 3],
    run: (session, [name, seconds, value]) =>
      set(
        session,
        [name, value, bulk('EX'), seconds].filter((each) => each !== undefined),
      ),
  },
  MGET: { arity: [1, MANY], run: ({ store }, args) => args.map((name) => store.get(key(name)) ?? null) },
  MSET: { arity: [2, MANY], run: setMany },
  DEL: { arity: [1, MANY], run: removeAll },
  UNLINK: { arity: [1, MANY], run: removeAll },
  EXISTS: { arity: [1, MANY], run: ({ store }, args) => args.filter((name) => store.get(key(name))).length },
  EXPIRE: { arity: [2, 2], run: expireIn(MS_PER_SECOND) },
  PEXPIRE: { arity: [2, 2], run: expireIn(1) },
  PERSIST: {
    arity: [1, 1],
    run: ({ store }, args) => {
      const name = key(at(args, 0));
      return typeof store.expiresMs(name) === 'number' && store.expire(name, null) ? 1 : 0;
    },
  },
  TTL: { arity: [1, 1], run: timeToLive(MS_PER_SECOND) },
  PTTL: { arity: [1, 1], run: timeToLive(1) },
  INCR: { arity: [1, 1], run: (session, args) => add(session, key(at(args, 0)), 1) },
  INCRBY: { arity: [2, 2], run: (session, args) => add(session, key(at(args, 0)), integer(at(args, 1))) },
  DECR: { arity: [1, 1], run: (session, args) => add(session, key(at(args, 0)), -1) },
  TYPE: {
    arity: [1, 1],
    run: ({ store }, args) => new Status(store.get(key(at(args, 0))) ? 'string' : 'none'),
  },
  KEYS: {
    arity: [1, 1],
    run: ({ store }, args) => {
      const matcher = glob(key(at(args, 0)));
      return store
        .keys()
        .filter((name) => matcher.test(name))
        .map(bulk);
    },
  },
  SCAN: { arity: [1, MANY], run: scan },
  DBSIZE: { arity: [0, 0], run: ({ store }) => store.keys().length },
  FLUSHDB: {
    arity: [0, 1],
    run: ({ store }) => {
      store.clear();
      return OK;
    },
  },
  FLUSHALL: {
    arity: [0, 1],
    run: ({ databases }) => {
      for (const store of databases) store.clear();
      return OK;
    },
  },
  QUIT: {
    arity: [0, 0],
    run: (session) => {
      session.closing = true;
      return OK;
    },
  },
};

/** Runs one command. Whatever it does wrong becomes an error reply, as in Redis. */
export function runCommand(session: Session, parts: readonly Buffer[]): Reply {
  const name = word(at(parts, 0));
  const args = parts.slice(1);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const shown = args.map((arg) => `'${key(arg)}' `).join('');
    return new Failure(`ERR unknown command '${key(at(parts, 0))}', with args beginning with: ${shown}`);
  }
  const [least, most] = command.arity;
  if (args.length < least || args.length > most) {
    return new Failure(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  try {
    return command.run(session, args);
  } catch (error) {
    return error instanceof Failure ? error : new Failure(`ERR ${String(error)}`);
  }
}
