import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { guardRefusal } from './guard-refusal.ts';

const KEY = 'a key of sixteen or more/with+these';
const signedBy = (key: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0`;

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
  ['127.0.0.1', { host: 'localhost:8004' }, 401],
  ['::1', { host: 'localhost:8004' }, 401],
  ['127.0.0.1', { host: 'evil.example' }, 401],
  ['127.0.0.1', { host: 'localhost:8004', 'x-engine-key': KEY }, undefined],
  ['127.0.0.1', { host: 'localhost:8004', authorization: signedBy(KEY) }, undefined],
  ['172.17.0.2', { host: 'box.lan:8004', authorization: signedBy(KEY) }, undefined],
  ['172.17.0.2', { authorization: signedBy('a guess') }, 401],
  ['172.17.0.2', { authorization: signedBy(KEY), 'x-engine-key': 'a guess' }, 401],
  ['172.17.0.2', { authorization: `Bearer ${KEY}` }, 401],
])('at %s, %j is answered with status %s', (address, headers, status) => {
  expect(guardRefusal(requestAt(address, headers), KEY)?.status).toBe(status);
});

test.each([
  ['127.0.0.1', { host: 'localhost:8004' }, undefined],
  ['::1', { host: 'localhost:8004' }, undefined],
  ['127.0.0.1', { host: 'evil.example' }, 403],
])(
  'a port of this machine alone asks for no key: at %s, %j is answered with status %s',
  (address, headers, status) => {
    expect(guardRefusal(requestAt(address, headers), undefined)?.status).toBe(status);
  },
);

test('without a key, a name of another machine is refused everywhere', () => {
  const request = requestAt('172.17.0.2', { host: 'box.lan:8004', 'x-engine-key': KEY });

  expect(guardRefusal(request, undefined)?.status).toBe(403);
});
