import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const FD = 3;
const BUFFER_BYTES = 64 * 1024;
/** Room for a head. One of an answer may be longer: to search a short text costs less than to search bytes. */
const HEAD_BYTES = 1024;
/** Most bytes of UTF-8 per UTF-16 unit. */
const BYTES_PER_UNIT = 3;
const NOTHING = () => undefined;

/**
 * The API on inherited fd 3. The engine answers with a Content-Length, and closes the socket when it ends.
 * @param isLast says whether no event is to follow an answer
 * @param retire is called when the engine has that answer
 */
export function socketApi(prefix, isLast, retire) {
  let take = NOTHING;
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const callback = (length) => take(buffer.subarray(0, length));
  const socket = new Socket({ fd: FD, readable: true, writable: true, onread: { buffer, callback } });
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(0));
  const post = postWriter(prefix);
  const next = `GET ${prefix}invocation/next HTTP/1.1${HEAD_END}`;
  return {
    serve(receive) {
      take = eventReader(receive);
      socket.write(next);
    },
    answer(path, json) {
      if (isLast()) {
        take = () => {
          take = NOTHING;
          retire();
        };
      }
      sendNow(socket, post(path, json, isLast() ? '' : next));
    },
    fail: (json) => socket.end(Buffer.from(post('init/error', json, '')), () => process.exit(1)),
  };
}

/** Writes requests into a buffer of its own, each of them good until the next. */
function postWriter(prefix) {
  const usual = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  return (path, json, following) => {
    const most = HEAD_BYTES + json.length * BYTES_PER_UNIT + following.length;
    const buffer = most > usual.length ? Buffer.allocUnsafe(most) : usual;
    const length = buffer.write(json, HEAD_BYTES);
    const head = `POST ${prefix}${path} HTTP/1.1\r\nContent-Length: ${length}${HEAD_END}`;
    const start = HEAD_BYTES - head.length;
    const end = HEAD_BYTES + length;
    buffer.write(head, start, 'latin1');
    buffer.write(following, end, 'latin1');
    return buffer.subarray(start, end + following.length);
  };
}

/** Writes without the stream, which costs more. The stream writes what the socket does not take at once. */
function sendNow(socket, bytes) {
  let written = 0;
  try {
    if (socket.writableLength === 0) written = writeSync(FD, bytes);
  } catch {} // full, or closed, which the stream finds too
  if (written < bytes.length) socket.write(Buffer.from(bytes.subarray(written)));
}

const LENGTH = /\r\nContent-Length: (\d+)/;
/** The head of an event, as the engine writes it. */
const EVENT = new RegExp(
  [
    '^HTTP/1.1 200 OK',
    'Content-Type: application/json',
    'Lambda-Runtime-Aws-Request-Id: ([^\r]*)',
    'Lambda-Runtime-Deadline-Ms: (\\d+)',
    'Lambda-Runtime-Invoked-Function-Arn: ([^\r]*)',
    'Lambda-Runtime-Trace-Id: ([^\r]*)',
    '(?:Local-Switches-Version: ([^\r]*)\r\n)?Content-Length: (\\d+)$',
  ].join('\r\n'),
);

/** Splits the stream into answers. Answers to a `next` are events; the others (202, 4xx) are ignored. */
function eventReader(receive) {
  let parts = [];
  let bytes = 0;
  let needed = 0;
  return (chunk) => {
    bytes += chunk.length;
    if (bytes < needed) {
      parts.push(Buffer.from(chunk)); // the chunk is good until the next
      return;
    }
    const buffer = parts.length === 0 ? chunk : Buffer.concat([...parts, chunk]);
    let at = 0;
    needed = 0;
    while (at < buffer.length) {
      const head = headAt(buffer, at);
      if (head === undefined) break;
      const event = EVENT.exec(head);
      const from = at + head.length + HEAD_END.length;
      const end = from + Number(event ? event[6] : LENGTH.exec(head)?.[1]);
      if (buffer.length < end) {
        needed = end - at;
        break;
      }
      at = end;
      if (!event) continue;
      const [, id, deadline, arn, traceId, version] = event;
      receive({
        id,
        arn,
        deadline: Number(deadline),
        traceId,
        version,
        event: buffer.toString('utf8', from, end),
      });
    }
    bytes = buffer.length - at;
    parts = bytes === 0 ? [] : [Buffer.from(buffer.subarray(at))];
  };
}

/** The head that begins there, without its end; undefined if it is incomplete. */
function headAt(buffer, from) {
  const text = buffer.toString('latin1', from, from + HEAD_BYTES);
  const length = text.indexOf(HEAD_END);
  if (length >= 0) return text.slice(0, length);
  const end = buffer.indexOf(HEAD_END, from);
  return end < 0 ? undefined : buffer.toString('latin1', from, end);
}
