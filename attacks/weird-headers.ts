import type { Random } from '#simulation/random';

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
