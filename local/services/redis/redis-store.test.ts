import { expect, test } from 'vitest';
import { CommandReader, encodeReply } from './redis-protocol.ts';
import { RedisStore } from './redis-store.ts';

test('stays within its memory limit by evicting the oldest writes', () => {
  const store = new RedisStore(10_000);

  for (let index = 0; index < 100; index++) store.set(`key${index}`, Buffer.alloc(500), null);

  expect(store.usedBytes).toBeLessThanOrEqual(10_000);
  expect(store.get('key99')).toBeDefined();
  expect(store.get('key0')).toBeUndefined();
});

test('frees the memory of deleted, replaced and expired values', () => {
  let nowMs = 0;
  const store = new RedisStore(10_000, () => nowMs);
  store.set('deleted', Buffer.alloc(10), null);
  store.set('replaced', Buffer.alloc(1_000), null);
  store.set('expired', Buffer.alloc(10), 5);

  store.delete('deleted');
  store.set('replaced', Buffer.alloc(0), null);
  nowMs = 5;
  store.sweep();

  const empty = new RedisStore(10_000);
  empty.set('replaced', Buffer.alloc(0), null);
  expect(store.usedBytes).toBe(empty.usedBytes);
});

test('a value does not keep the received chunk in memory', () => {
  const chunk = Buffer.alloc(1_000_000, 'x');
  const store = new RedisStore(10_000);

  store.set('key', chunk.subarray(10, 20), null);

  expect(store.get('key')?.buffer.byteLength).toBeLessThan(chunk.length);
});

test('reads commands that arrive in any pieces', () => {
  const bytes = Buffer.from('*2\r\n$3\r\nGET\r\n$4\r\na\r\nb\r\nPING\r\n*0\r\n*1\r\n$4\r\nQUIT\r\n');

  for (let size = 1; size <= bytes.length; size++) {
    const reader = new CommandReader();
    const commands: string[][] = [];
    for (let at = 0; at < bytes.length; at += size) {
      for (const command of reader.push(bytes.subarray(at, at + size))) commands.push(command.map(String));
    }
    expect(commands).toEqual([['GET', 'a\r\nb'], ['PING'], ['QUIT']]);
  }
});

test('writes null and maps in the form of each protocol version', () => {
  const map = new Map([['proto', 2]]);

  expect(encodeReply([null, map], 2).toString()).toBe('*2\r\n$-1\r\n*2\r\n$5\r\nproto\r\n:2\r\n');
  expect(encodeReply([null, map], 3).toString()).toBe('*2\r\n_\r\n%1\r\n$5\r\nproto\r\n:2\r\n');
});
