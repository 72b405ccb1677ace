import { at, bulk, integer, key, word } from './redis-arguments.ts';
import { Failure, OK, type Reply, Status } from './redis-protocol.ts';
import { hello, info } from './redis-server-info.ts';
import { client, type Session, select } from './redis-session.ts';
import { setOptions } from './redis-set-options.ts';

type Handler = (session: Session, args: readonly Buffer[]) => Reply;

interface Command {
  /** Minimum and maximum number of arguments after the name. */
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

function set({ store }: Session, args: readonly Buffer[]): Reply {
  const name = key(at(args, 0));
  const { expiresMs, onlyNew } = setOptions(args.slice(2));
  if (onlyNew && store.get(name)) return null;
  store.set(name, at(args, 1), expiresMs);
  return OK;
}

function setMany(session: Session, args: readonly Buffer[]): Reply {
  if (args.length % 2 !== 0) throw new Failure("ERR wrong number of arguments for 'mset' command");
  for (let index = 0; index < args.length; index += 2) {
    session.store.set(key(at(args, index)), at(args, index + 1), null);
  }
  return OK;
}

function timeToLive({ store }: Session, args: readonly Buffer[]): number {
  const dueMs = store.expiresMs(key(at(args, 0)));
  if (dueMs === undefined) return NO_KEY;
  if (dueMs === null) return NO_EXPIRY;
  return Math.ceil((dueMs - Date.now()) / MS_PER_SECOND);
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

/** Commands of the functions, oracle, tools and their clients, and those for looking at the cache by hand. */
const COMMANDS: Readonly<Record<string, Command>> = {
  PING: { arity: [0, 1], run: (_, args) => args[0] ?? new Status('PONG') },
  HELLO: { arity: [0, MANY], run: hello },
  CLIENT: { arity: [1, MANY], run: client },
  COMMAND: { arity: [0, MANY], run: () => [] },
  INFO: { arity: [0, MANY], run: info },
  SELECT: { arity: [1, 1], run: select },
  GET: { arity: [1, 1], run: ({ store }, args) => store.get(key(at(args, 0))) ?? null },
  SET: { arity: [2, MANY], run: set },
  MGET: { arity: [1, MANY], run: ({ store }, args) => args.map((name) => store.get(key(name)) ?? null) },
  MSET: { arity: [2, MANY], run: setMany },
  DEL: { arity: [1, MANY], run: removeAll },
  EXISTS: { arity: [1, MANY], run: ({ store }, args) => args.filter((name) => store.get(key(name))).length },
  TTL: { arity: [1, 1], run: timeToLive },
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

/** Runs one command. Every error becomes an error reply, as in Redis. */
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
