import type { Random } from '#tests/simulation/random';

const SEGMENTS = [
  '%zz',
  '%',
  '%2',
  '%00',
  '%0a',
  '%2e%2e',
  '%2F',
  '%25',
  '%ff%fe',
  '%c0%af',
  '%ED%A0%80',
  '%u0041',
  '..',
  '.',
  '',
  '*',
  '~',
  'a+b',
  '{proxy+}',
  '{id}',
  '$',
  ';a=1',
  ':',
  '@',
  '!',
  "'",
  '"',
  '\\',
  '|',
  '^',
  '`',
  '<',
  '[',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '0',
  '-1',
  '1',
  '1.0',
  '1e3',
  '0x1',
  '007',
  '+1',
  '9007199254740993',
  '99999999999999999999999999',
  '\xea\xb0\x80',
  '\xff',
  '\x01',
  '%F0%9F%8D%9C',
  'x'.repeat(300),
  'x'.repeat(7_000),
];

export const weirdSegment = (random: Random): string => random.pick(SEGMENTS);

const QUERIES = [
  '?',
  '??',
  '?&',
  '?&&&=',
  '?=',
  '?a',
  '?a=%zz',
  '?a=1&a=2',
  '?%00=1',
  '?limit=',
  '?limit=-1',
  '?limit=1e400',
  '?limit=99999999999999999999',
  '?cursor=9999999999999999',
  '?cursor=%ff',
  '?cursor=null',
  '?delay=-1',
  '?delay=abc',
  '?delay=',
  '?deep=2',
  '?deep=1&deep=0',
  '?__proto__=1',
  '?a[b]=1',
  '?q=%ED%A0%80',
  '#fragment',
  '?q=(((((&min=1e400&limit=-5',
  '?q=.*%5B&service=%00&error=x',
  '?min=NaN&limit=0.5',
];

/** A query of its own, or one parameter of the route with a value that does not fit. */
export function weirdQuery(random: Random, names: readonly string[]): string {
  if (names.length === 0 || random.chance(0.6)) return random.pick(QUERIES);
  return `?${random.pick(names)}=${weirdSegment(random)}`;
}

const PREFIXES = [
  '/',
  '//',
  '///',
  '/.',
  '/..',
  '/%2e%2e/',
  '/./',
  '/docs',
  '/docs/',
  '/redoc',
  '/openapi.json',
  '/chaos',
  '/chaos/',
  '/health',
  '/v1/traces',
  '/traces',
  '/traces/',
  '/api',
  '/api/',
  '/api/users',
  '/api/orders/',
  '/2015-03-31/functions/',
  '/favicon.ico',
  '/.well-known/',
  '/orders',
  '/menus',
  '/users',
];

/** In each of the four forms of RFC 9112, and in none of them. */
export function weirdTarget(random: Random): string {
  const path =
    random.pick(PREFIXES) +
    Array.from({ length: random.between(0, 3) }, () => weirdSegment(random)).join('/');
  const way = random.next();
  if (way < 0.75) return path + (random.chance(0.3) ? random.pick(QUERIES) : '');
  return random.pick([
    '*',
    `http://localhost${path}`,
    `http://other.example:1${path}`,
    `http://[::1${path}`,
    'http://',
    'HTTP://USER:PW@LOCALHOST/',
    'other.example:443',
    `javascript:${path}`,
    `x${path}`,
    path.slice(1) || 'x',
    `/${'a/'.repeat(random.between(10, 6_000))}`,
    `/${'%41'.repeat(random.between(10, 2_000))}`,
  ]);
}

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
  'M-SEARCH',
  'get',
  'G',
  'GETT',
  'PURGE',
  'LINK',
  '*',
  'X'.repeat(100),
];
export const weirdMethod = (random: Random): string => random.pick(METHODS);

type Header = readonly [string, string];
const LONG_HEADER = 12_000;
const MANY_HEADERS = 1_500;

const HEADERS: readonly (() => readonly Header[])[] = [
  () => [['Content-Type', '']],
  () => [['Content-Type', 'application/json; charset=euc-kr']],
  () => [['Content-Type', 'application/json ; charset="utf-8"; a=b']],
  () => [
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/json'],
  ],
  () => [['Content-Type', 'multipart/form-data']],
  () => [['Content-Type', ';;;=,"']],
  () => [['Content-Encoding', 'gzip']],
  () => [['Content-Encoding', 'br, identity, x']],
  () => [
    ['Accept', '*/*;q=x'],
    ['Accept-Encoding', 'zstd;q=-1'],
  ],
  () => [['Authorization', 'Bearer']],
  () => [['Authorization', 'Bearer \xff\xfe']],
  () => [['Authorization', `Bearer ${'x.'.repeat(2_000)}`]],
  () => [
    ['Authorization', 'Basic Og=='],
    ['Authorization', 'Bearer a.b.c'],
  ],
  () => [['Expect', '100-continue']],
  () => [['Expect', 'the unexpected']],
  () => [
    ['Upgrade', 'websocket'],
    ['Connection', 'upgrade'],
  ],
  () => [
    ['Upgrade', 'h2c'],
    ['Connection', 'Upgrade, HTTP2-Settings'],
    ['HTTP2-Settings', 'AAMAAABkAAQAAP__'],
  ],
  () => [['Connection', 'close, keep-alive, content-length']],
  () => [
    ['TE', 'trailers'],
    ['Trailer', 'content-length'],
  ],
  () => [['Range', 'bytes=0-,-1,5-1']],
  () => [
    ['If-Modified-Since', 'never'],
    ['If-None-Match', '*'],
  ],
  () => [['traceparent', '00-0-0-0']],
  () => [
    ['traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-ff`],
    ['tracestate', ','.repeat(500)],
  ],
  () => [['x-amzn-trace-id', 'Root=;Parent=;Sampled=?']],
  () => [['idempotency-key', '\xea\xb0\x80']],
  () => [['idempotency-key', 'x'.repeat(300)]],
  () => [
    ['x-forwarded-for', '\x7f'],
    ['x-forwarded-port', 'NaN'],
    ['forwarded', 'for="_'],
  ],
  () => [['Host', '']],
  () => [['Host', 'localhost:99999']],
  () => [['Host', '\xff']],
  () => [['Origin', 'null']],
  () => [['Cookie', '='.repeat(1_000)]],
  () => [
    ['__proto__', '1'],
    ['constructor', '2'],
    ['toString', '3'],
  ],
  () => [['x-long', 'x'.repeat(LONG_HEADER)]],
  () => Array.from({ length: MANY_HEADERS }, (_, i): Header => [`x${i}`, '']),
  () => [['x-amz-target', 'AmazonSSM.']],
  () => [['x-amz-invocation-type', 'Never']],
  () => [['x-chaos-key', '\xff']],
];

export const weirdHeaders = (random: Random): readonly Header[] => random.pick(HEADERS)();
