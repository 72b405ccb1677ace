// Runtime of an execution environment: loads the handler, then serves one invocation at a time.
// It uses the Lambda Runtime API on inherited fd 3. A response and the following `next` are sent in one write.
import { existsSync } from 'node:fs';
import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const API = '/2018-06-01/runtime/';
const NEXT = `GET ${API}invocation/next HTTP/1.1\r\n\r\n`;
const HEAD_END = '\r\n\r\n';
const socket = new Socket({ fd: 3, readable: true, writable: true });
socket.on('error', () => process.exit(1));
socket.on('close', () => process.exit(0)); // the engine has ended

const { LOCAL_COMPILE_CACHE, _HANDLER = '', LAMBDA_TASK_ROOT = '' } = process.env;
delete process.env.LOCAL_COMPILE_CACHE;
if (LOCAL_COMPILE_CACHE) enableCompileCache(LOCAL_COMPILE_CACHE);

// Write errors are ignored: on a full disk a line is lost, but Node would end the process and fail the invocation.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream._write;
  stream._write = (chunk, encoding, done) => write.call(stream, chunk, encoding, () => done());
}

const post = (path, json) =>
  `POST ${API}${path} HTTP/1.1\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;

const describe = (error) =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
      : { errorType: typeof error, errorMessage: String(error), trace: [] },
  );

async function loadHandler() {
  const dot = _HANDLER.lastIndexOf('.');
  const [module, name] = [_HANDLER.slice(0, dot), _HANDLER.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs']
    .map((end) => join(LAMBDA_TASK_ROOT, module + end))
    .find((path) => existsSync(path));
  if (!file) throw new Error(`Cannot find module '${module}' in ${LAMBDA_TASK_ROOT}`);
  const loaded = file.endsWith('.cjs') ? createRequire(file)(file) : await import(pathToFileURL(file).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') throw new TypeError(`${name} is not exported by ${module}`);
  return handler;
}

class Context {
  callbackWaitsForEmptyEventLoop = true;
  functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;
  functionVersion = process.env.AWS_LAMBDA_FUNCTION_VERSION;
  memoryLimitInMB = process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE;
  logGroupName = process.env.AWS_LAMBDA_LOG_GROUP_NAME;
  logStreamName = process.env.AWS_LAMBDA_LOG_STREAM_NAME;
  #deadline;
  constructor(id, arn, deadline) {
    this.awsRequestId = id;
    this.invokedFunctionArn = arn;
    this.#deadline = deadline;
  }
  getRemainingTimeInMillis() {
    return Math.max(0, this.#deadline - Date.now());
  }
}

function invoke(handler, { id, arn, deadline, traceId, event }) {
  process.env._X_AMZN_TRACE_ID = traceId;
  let settled = false;
  const send = (what, json) => {
    settled = true;
    socket.write(post(`invocation/${id}/${what}`, json) + NEXT);
  };
  const fail = (error) => {
    if (settled) return;
    console.error(error);
    send('error', describe(error));
  };
  const succeed = (value) => {
    if (settled) return;
    try {
      send('response', JSON.stringify(value) ?? 'null');
    } catch (error) {
      fail(error);
    }
  };
  try {
    const callback = (error, value) => (error ? fail(error) : succeed(value));
    const result = handler(JSON.parse(event), new Context(id, arn, deadline), callback);
    if (typeof result?.then === 'function') result.then(succeed, fail);
    else if (handler.length < 3) succeed(result);
  } catch (error) {
    fail(error);
  }
}

const LENGTH = /\r\ncontent-length: (\d+)/i;
const ID = /\r\nlambda-runtime-aws-request-id: ([^\r]*)/i;
const ARN = /\r\nlambda-runtime-invoked-function-arn: ([^\r]*)/i;
const DEADLINE = /\r\nlambda-runtime-deadline-ms: (\d+)/i;
const TRACE_ID = /\r\nlambda-runtime-trace-id: ([^\r]*)/i;
const read = (head, header) => header.exec(head)?.[1] ?? '';

/** Splits the stream into answers. Answers to a `next` are events; the others (202, 4xx) are ignored. */
function serve(handler) {
  let parts = [];
  let bytes = 0;
  let needed = 0;
  socket.on('data', (chunk) => {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes < needed) return;
    let buffer = parts.length === 1 ? chunk : Buffer.concat(parts);
    needed = 0;
    for (;;) {
      const headEnd = buffer.indexOf(HEAD_END);
      if (headEnd < 0) break;
      const head = buffer.latin1Slice(0, headEnd);
      const from = headEnd + HEAD_END.length;
      const end = from + Number(read(head, LENGTH));
      if (buffer.length < end) {
        needed = end;
        break;
      }
      const id = read(head, ID);
      if (id) {
        invoke(handler, {
          id,
          arn: read(head, ARN),
          deadline: Number(read(head, DEADLINE)),
          traceId: read(head, TRACE_ID),
          event: buffer.utf8Slice(from, end),
        });
      }
      buffer = buffer.subarray(end);
    }
    parts = buffer.length === 0 ? [] : [buffer];
    bytes = buffer.length;
  });
}

try {
  serve(await loadHandler()); // top-level awaits of the module have finished here
  socket.write(NEXT);
  if (LOCAL_COMPILE_CACHE) setImmediate(flushCompileCache); // environments are killed, so Node would not write it at exit
} catch (error) {
  console.error(error);
  socket.end(post('init/error', describe(error)), () => process.exit(1));
}
