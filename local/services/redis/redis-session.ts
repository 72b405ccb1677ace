import { at, bulk, integer, key, word } from './redis-arguments.ts';
import { Failure, OK, type ProtocolVersion, type Reply } from './redis-protocol.ts';
import type { RedisStore } from './redis-store.ts';

const SERVER_VERSION = '7.4.0';

/** One client: its protocol and its database. */
export interface Session {
  readonly id: number;
  readonly databases: readonly RedisStore[];
  store: RedisStore;
  version: ProtocolVersion;
  name: Buffer;
  closing: boolean;
}

export function hello(session: Session, args: readonly Buffer[]): Reply {
  if (args.length > 0) {
    const version = Number(key(at(args, 0)));
    if (version !== 2 && version !== 3) throw new Failure('NOPROTO unsupported protocol version');
    session.version = version;
  }
  return new Map<string, Reply>([
    ['server', bulk('redis')],
    ['version', bulk(SERVER_VERSION)],
    ['proto', session.version],
    ['id', session.id],
    ['mode', bulk('standalone')],
    ['role', bulk('master')],
    ['modules', []],
  ]);
}

export function client(session: Session, args: readonly Buffer[]): Reply {
  switch (word(at(args, 0))) {
    case 'ID':
      return session.id;
    case 'GETNAME':
      return session.name.length > 0 ? session.name : null;
    case 'SETNAME':
      session.name = Buffer.from(at(args, 1));
      return OK;
    case 'LIST':
    case 'INFO':
      return bulk(`id=${session.id} name=${key(session.name)} resp=${session.version}\n`);
    default:
      return OK;
  }
}

export function info({ databases }: Session): Reply {
  const used = databases.reduce((sum, { usedBytes }) => sum + usedBytes, 0);
  const lines = ['# Server', `redis_version:${SERVER_VERSION}`, 'redis_mode:standalone', '# Persistence'];
  lines.push(
    'loading:0',
    'async_loading:0',
    '# Memory',
    `used_memory:${used}`,
    '# Replication',
    'role:master',
  );
  return bulk(`${lines.join('\r\n')}\r\n`);
}

export function select(session: Session, args: readonly Buffer[]): Reply {
  const store = session.databases[integer(at(args, 0))];
  if (!store) throw new Failure('ERR DB index is out of range');
  session.store = store;
  return OK;
}
