import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { guardRefusal } from './guard-refusal.ts';

const KEY = 'a key of sixteen or more';

function requestAt(localAddress: string, headers: Record<string, string>): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'localAddress', { value: localAddress });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  request.url = '/';
  return request;
}

test.each([
  ['172.17.0.2', {}, 401],
  ['172.17.0.2', { host: 'localhost:8004' }, 401],
  ['172.17.0.2', { 'x-engine-key': 'a guess' }, 401],
  ['172.17.0.2', { host: 'box.lan:8004', 'x-engine-key': KEY }, undefined],
  ['::ffff:172.17.0.2', { 'x-engine-key': KEY }, undefined],
  ['127.0.0.1', { host: 'localhost:8004' }, undefined],
  ['::1', { host: 'localhost:8004' }, undefined],
  ['127.0.0.1', { host: 'evil.example' }, 403],
])('at %s, %j is answered with status %s', (address, headers, status) => {
  expect(guardRefusal(requestAt(address, headers), KEY)?.status).toBe(status);
});

test('without a key, a name of another machine is refused everywhere', () => {
  const request = requestAt('172.17.0.2', { host: 'box.lan:8004', 'x-engine-key': KEY });

  expect(guardRefusal(request, undefined)?.status).toBe(403);
});
