import type { Random } from '#simulation/random';
import { drawOne, type Step } from './attack.ts';
import { CRLF, flipped } from './weird-bytes.ts';

/** A request whose head or framing is broken: the server has to refuse it, or to wait for more. */
export function broken(random: Random, step: Step): Step {
  const text = step.bytes.toString('latin1');
  const headEnd = text.indexOf(CRLF + CRLF);
  const withLines = (...lines: readonly string[]): Buffer =>
    Buffer.from(
      text.slice(0, headEnd) + lines.map((line) => CRLF + line).join('') + text.slice(headEnd),
      'latin1',
    );
  const bytes = drawOne<() => Buffer>(random, [
    [3, () => step.bytes.subarray(0, random.between(0, step.bytes.length - 1))],
    [3, () => flipped(random, step.bytes)],
    [1, () => withLines('Content-Length: 5')],
    [1, () => withLines('Content-Length: -1')],
    [1, () => withLines('Content-Length: 18446744073709551616')],
    [1, () => withLines('Content-Length: 0x10')],
    [1, () => withLines('Content-Length: 3, 3')],
    [1, () => withLines('Transfer-Encoding: chunked')],
    [1, () => withLines('Transfer-Encoding: chunked, gzip')],
    [1, () => withLines('Transfer-Encoding: \x0bchunked', 'Content-Length: 3')],
    [1, () => Buffer.concat([withLines('Transfer-Encoding: chunked'), Buffer.from(`zz${CRLF}abc${CRLF}`)])],
    [1, () => Buffer.concat([withLines('Transfer-Encoding: chunked'), Buffer.from(`ffffffffff${CRLF}abc`)])],
    [1, () => Buffer.from(text.replaceAll(CRLF, '\n'), 'latin1')],
    [
      1,
      () =>
        Buffer.from(
          text.replace('HTTP/1.1', `HTTP/${random.pick(['0.9', '1.0', '2.0', '1.10', 'x'])}`),
          'latin1',
        ),
    ],
    [1, () => Buffer.from(text.replace(/Host: [^\r]*\r\n/, ''), 'latin1')],
    [1, () => withLines('Host: other.example')],
    [1, () => withLines(' folded: line')],
    [1, () => withLines('no colon here')],
    [1, () => withLines(': no name')],
    [1, () => withLines('na me: space')],
    [1, () => withLines('nul: a\0b')],
    [1, () => Buffer.concat([step.bytes, step.bytes])],
    [1, () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    [1, () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
    [1, () => Buffer.from(Array.from({ length: random.between(1, 200) }, () => random.between(0, 255)))],
    [1, () => Buffer.from('\r\n'.repeat(random.between(1, 50)))],
  ])();
  return { ...step, bytes, isWhole: false };
}
