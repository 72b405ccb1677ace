import { at, bulk, key } from './redis-arguments.ts';
import { Failure, type Reply } from './redis-protocol.ts';
import type { Session } from './redis-session.ts';

const SERVER_VERSION = '7.4.0';

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
