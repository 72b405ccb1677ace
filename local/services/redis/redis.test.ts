import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { REDIS_CHOICES } from '#tests/support/stores/redis-choices';
import type { RedisChoice, Service } from '../service.ts';
import { createRedisService } from './redis.ts';

/** The same expectations for a real server and the built-in one, in both versions of the protocol. */
const SERVERS = REDIS_CHOICES.flatMap((server) => [
  { ...server, protocol: 2 as const },
  { ...server, protocol: 3 as const },
]);

for (const { choice, protocol, tags } of SERVERS)
  describe(`${choice}, RESP${protocol}`, { tags }, () => expectations(choice, protocol));

function expectations(choice: RedisChoice, protocol: 2 | 3): void {
  let bench: TestBench;
  let service: Service;
  let redis: Redis;

  beforeAll(async () => {
    bench = await testBench();
    service = await bench.run((context) => createRedisService(context, choice));
    redis = new Redis(service.url, { protocol });
  });

  afterAll(async () => {
    redis?.disconnect();
    await bench?.[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    await redis.flushall();
  });

  /** Resolves when the server has closed the connection, with or without an answer. */
  function closed(bytes: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.once('close', () => resolve());
      socket.resume();
      socket.write(bytes);
    });
  }

  /** Returns the server's exact answer to these bytes, once `expected` or the end has arrived. */
  function raw(bytes: string | Buffer, expected: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      let answer = '';
      socket.once('error', reject);
      socket.once('close', () => resolve(answer));
      socket.on('data', (data) => {
        answer += data.toString('latin1');
        if (answer.includes(expected)) socket.end();
      });
      socket.write(bytes);
    });
  }

  test('answers a ready check and names its version', async () => {
    expect(await redis.ping()).toBe('PONG');
    expect(await redis.ping('hello')).toBe('hello');
    expect(await redis.info()).toMatch(/redis_version:\d/);
    expect(await redis.info()).toMatch(/^loading:0\r$/m);
    await redis.client('SETNAME', 'test');
    expect(await redis.client('GETNAME')).toBe('test');
    expect(await redis.client('ID')).toBeTypeOf('number');
  });

  test('keeps any bytes under any key', async () => {
    const key = Buffer.from([0, 13, 10, 255, 42]);
    const value = randomBytes(100_000);

    await redis.set(key, value);

    expect(await redis.getBuffer(key)).toEqual(value);
    expect(await redis.get('missing')).toBeNull();
    await redis.set('empty', '');
    expect(await redis.get('empty')).toBe('');
    await redis.set('korean', '비빔밥');
    expect(await redis.get('korean')).toBe('비빔밥');
  });

  test('sets only what is new', async () => {
    expect(await redis.set('key', '1', 'NX')).toBe('OK');
    expect(await redis.set('key', '2', 'NX')).toBeNull();
    expect(await redis.set('key', '3', 'EX', 10, 'NX')).toBeNull();
    expect(await redis.get('key')).toBe('1');
    expect(await redis.set('key', '4')).toBe('OK');
    expect(await redis.get('key')).toBe('4');
  });

  test('lets keys expire, reports when, and drops the date with the next SET', async () => {
    await redis.set('seconds', '1', 'EX', 100);
    await redis.set('millis', '1', 'PX', 30);
    await redis.set('forever', '1');

    expect(await redis.ttl('seconds')).toBe(100);
    expect(await redis.ttl('forever')).toBe(-1);
    expect(await redis.ttl('missing')).toBe(-2);
    await expect.poll(() => redis.get('millis')).toBeNull();
    expect(await redis.exists('millis')).toBe(0);
    await redis.set('seconds', '2');
    expect(await redis.ttl('seconds')).toBe(-1);
  });

  test('reads and writes many keys at once', async () => {
    expect(await redis.mset('a', '1', 'b', '2')).toBe('OK');

    expect(await redis.mget('a', 'missing', 'b')).toEqual(['1', null, '2']);
    expect(await redis.exists('a', 'a', 'missing')).toBe(2);
    expect(await redis.del('a', 'missing')).toBe(1);
    expect(await redis.keys('*')).toEqual(['b']);
  });

  test('finds keys by pattern', async () => {
    await redis.mset('{menu:1}:val', '1', '{menu:2}:val', '2', 'order:1', '3', 'a+b', '4');

    expect((await redis.keys('{menu:*}:val')).sort()).toEqual(['{menu:1}:val', '{menu:2}:val']);
    expect(await redis.keys('order:?')).toEqual(['order:1']);
    expect(await redis.keys('a+b')).toEqual(['a+b']);
    expect(await redis.keys('order:[2-9]')).toEqual([]);
    const found: string[] = [];
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', '*:val', 'COUNT', 2);
      found.push(...keys);
      cursor = next;
    } while (cursor !== '0');
    expect(found.sort()).toEqual(['{menu:1}:val', '{menu:2}:val']);
  });

  test('separates its databases', async () => {
    const other = new Redis(service.url, { protocol, db: 1 });
    await redis.set('key', 'zero');

    expect(await other.get('key')).toBeNull();
    await other.set('key', 'one');
    expect(await redis.get('key')).toBe('zero');
    await other.del('key');
    expect(await redis.get('key')).toBe('zero');
    await expect(other.select(99)).rejects.toThrow('ERR DB index is out of range');
    other.disconnect();
  });

  test('answers a pipeline in order, with errors in their places', async () => {
    const pipeline = redis.pipeline();
    for (let index = 0; index < 500; index++) pipeline.set(`k${index}`, `${index}`).get(`k${index}`);
    pipeline.call('NONSENSE', 'x').get('k7');

    const results = (await pipeline.exec()) ?? [];

    expect(results).toHaveLength(1_002);
    expect(results[999]).toEqual([null, '499']);
    expect(results[1_000]?.[0]?.message).toMatch(/^ERR unknown command 'NONSENSE'/);
    expect(results[1_001]).toEqual([null, '7']);
  });

  test.each([
    ['SET', ['key'], 'ERR wrong number of arguments'],
    ['SET', ['key', 'v', 'EX', 'soon'], 'ERR value is not an integer'],
    ['SET', ['key', 'v', 'EX', '0'], "ERR invalid expire time in 'set' command"],
    ['SET', ['key', 'v', 'SOMETIMES'], 'ERR syntax error'],
    ['SET', ['key', 'v', 'EX', '1', 'PX', '1'], 'ERR syntax error'],
    ['GET', [], 'ERR wrong number of arguments'],
    ['HELLO', ['9'], 'NOPROTO'],
  ])('refuses %s %j', async (command, args, message) => {
    await expect(redis.call(command, ...args)).rejects.toThrow(message);
  });

  test('reads inline commands and commands that arrive in pieces', async () => {
    expect(await raw('PING\r\nset k v\r\nGET k\r\nQUIT\r\n', '$1\r\nv\r\n+OK')).toBe(
      '+PONG\r\n+OK\r\n$1\r\nv\r\n+OK\r\n',
    );
    expect(await raw('*2\r\n$3\r\nGET\r\n$1\r\nk\r\n', 'v\r\n')).toBe('$1\r\nv\r\n');
    expect(await raw('*1\r\n$-5\r\n', 'invalid')).toMatch(/^-ERR Protocol error: invalid bulk length/);
  });

  const MUCH = 'PING\r\n'.repeat(50_000);

  test.each([
    ['POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n\r\n', ''],
    ['POST / HTTP/1.1\r\nHost: localhost\r\n\r\n', MUCH],
    ['GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n', MUCH],
    ['PUT / HTTP/1.1\nhost: localhost\n\n', ''],
    ['OPTIONS * HTTP/1.0\r\nHOST: localhost\r\n\r\n', ''],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nHost: localhost\r\n', ''],
    ['post\r\n', ''],
    ['Host: localhost\r\n', MUCH],
    ['*2\r\n$4\r\nPost\r\n$1\r\n/\r\n', ''],
    ['*1\r\n$5\r\nhost:\r\n', ''],
    ['*x\r\n', ''],
    ['*1\r\nPING\r\n', MUCH],
    ['*1\r\n$-5\r\n', ''],
  ])('closes at HTTP and at what is no command, and executes nothing after it: %j', async (head, more) => {
    await redis.set('key', 'kept');

    await closed(`${head}${more}SET key theirs\r\n*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$6\r\ntheirs\r\n`);

    expect(await redis.get('key')).toBe('kept');
  });

  test('answers the commands before an invalid one, and nothing to HTTP', async () => {
    expect(await raw('PING\r\nPOST / HTTP/1.1\r\n', 'until it closes')).toBe('');
    expect(await raw('PING\r\n*x\r\n', 'until it closes')).toBe(
      '+PONG\r\n-ERR Protocol error: invalid multibulk length\r\n',
    );
  });

  test('is empty and at the same address after a stop', async () => {
    await redis.set('key', '1');
    redis.on('error', () => undefined);

    await service.stop();
    await service.start();

    await expect.poll(() => redis.get('key').catch(() => 'not yet')).toBeNull();
  });
}

test('without a Redis on PATH the built-in one is used, and a demand for a real one is refused in one sentence', async () => {
  await using bench = await testBench();
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  try {
    const service = await bench.run((context) => createRedisService(context, 'auto'));
    const redis = new Redis(service.url);
    expect(await redis.ping()).toBe('PONG');
    redis.disconnect();
    await expect(createRedisService(bench.context, 'server')).rejects.toThrow(
      /redis-server nor valkey-server/,
    );
  } finally {
    process.env.PATH = path;
  }
});
