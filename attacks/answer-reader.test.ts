import { expect, test } from 'vitest';
import { readAnswer } from './answer-reader.ts';

const read = (text: string, method = 'GET', hasEnded = false) =>
  readAnswer(Buffer.from(text, 'latin1'), method, hasEnded);
const whole = (status: number) => ({ state: 'whole', status });

test.each([
  ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab', whole(200)],
  ['HTTP/1.1 204 No Content\r\n\r\n', whole(204)],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n', whole(200)],
  ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', whole(404)],
  ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 400 Bad', whole(200)],
  ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab', { state: 'partial' }],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n', { state: 'partial' }],
  ['HTT', { state: 'partial' }],
])('%j is read as %o', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  'SSH-2.0-OpenSSH\r\n',
  'HTTP/1.1 999 Odd\r\n\r\n',
  'HTTP/1.1 200 OK\r\nname with blanks: 1\r\n\r\n',
  'HTTP/1.1 200 OK\r\nx: a\x00b\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab',
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{',
])('%j is malformed', (text) => {
  expect(read(text)).toMatchObject({ state: 'malformed' });
});

test('a body that is cut off is malformed, and one that only the end ends is not', () => {
  expect(read('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab', 'GET', true)).toMatchObject({
    state: 'malformed',
  });
  expect(read('HTTP/1.1 200 OK\r\n\r\nab', 'GET', true)).toEqual(whole(200));
});

test('an answer to HEAD has no body', () => {
  expect(read('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n', 'HEAD')).toEqual(whole(200));
});
