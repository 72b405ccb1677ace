import { expect, test } from 'vitest';
import { parseHttp } from './http-answer.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nserver: x';
const LENGTH = `${HEAD}\r\nContent-Length: 4\r\n\r\nbody`;
const CHUNKS = `${HEAD}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbo\r\n2;x=1\r\ndy\r\n0\r\n\r\n`;
const NEXT = 'HTTP/1.1 204';

test.each([
  ['a length', LENGTH],
  ['chunks', CHUNKS],
])('reads an answer with %s, wherever it is cut, and leaves the next one', (_, text) => {
  for (let end = 0; end < text.length; end++)
    expect(parseHttp(Buffer.from(text.slice(0, end)))).toBeUndefined();
  const read = parseHttp(Buffer.from(text + NEXT));

  expect(read?.answer.status).toBe(200);
  expect(read?.answer.body.toString()).toBe('body');
  expect(read?.length).toBe(text.length);
});

test.each([
  [`${HEAD}\r\n\r\n`, 'the answer has no content-length and no chunks'],
  [`${HEAD}\r\ntransfer-encoding: chunked\r\n\r\nx\r\n`, 'a chunk has no size'],
])('refuses %j', (text, message) => {
  expect(() => parseHttp(Buffer.from(text))).toThrow(message);
});
