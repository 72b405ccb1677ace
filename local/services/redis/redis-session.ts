import { at, bulk, integer, key, word } from './redis-arguments.ts';
import { Failure, OK, type ProtocolVersion, type Reply } from './redis-protocol.ts';
import type { RedisStore } from './redis-store.ts';

/** One client: its protocol and its database. */
export interface Session {
  readonly id: number;
  readonly databases: readonly RedisStore[];
  store: RedisStore;
  version: ProtocolVersion;
  name: Buffer;
  closing: boolean;
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

export function select(session: Session, args: readonly Buffer[]): Reply {
  const store = session.databases[integer(at(args, 0))];
  if (!store) throw new Failure('ERR DB index is out of range');
  session.store = store;
  return OK;
}
