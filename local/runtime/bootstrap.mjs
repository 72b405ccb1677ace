// Runtime of an execution environment, in the local engine, in LocalStack and in sam's image: loads the handler, then
// serves one invocation at a time over the Lambda Runtime API. The API is at AWS_LAMBDA_RUNTIME_API; without it, on
// inherited fd 3, where a response and the following `next` are sent in one write.
import { existsSync } from 'node:fs';
import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const API = '/2018-06-01/runtime/';
// A plain object: each access of Node's own is a call of the C library, and a write keeps every value that there ever was.
process.env = { ...process.env };
const { AWS_LAMBDA_RUNTIME_API, LOCAL_COMPILE_CACHE, _HANDLER = '', LAMBDA_TASK_ROOT = '' } = process.env;
delete process.env.LOCAL_COMPILE_CACHE;
if (LOCAL_COMPILE_CACHE) enableCompileCache(LOCAL_COMPILE_CACHE);

// Write errors are ignored: on a full disk a line is lost, but Node would end the process and fail the invocation.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream._write;
  stream._write = (chunk, encoding, done) => write.call(stream, chunk, encoding, () => done());
}

/** An error in AWS's form. */
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

let switchesVersion = '';
/** Only the local engine sends a version. Functions read it, and never the header. */
function setSwitchesVersion(version) {
  if (version === switchesVersion) return;
  switchesVersion = version;
  if (version) process.env.LOCAL_SWITCHES_VERSION = version;
  else delete process.env.LOCAL_SWITCHES_VERSION;
}

/** Time for the last telemetry of an environment that ends by itself. */
const END_MS = 500;

/** A function that sets `process.exitCode` wants its environment to end after the answer: see shared/faults/ending.ts. */
process.env.LOCAL_RUNTIME_ENDS = '1';
const isLast = () => process.exitCode !== undefined;

/** Ends as the engine ends an environment: with SIGTERM, at which telemetry is sent. */
function retire() {
  setTimeout(() => process.exit(), END_MS).unref();
  if (!process.emit('SIGTERM')) process.exit();
}

function invoke(api, handler, { id, arn, deadline, traceId, version = '', event }) {
  process.env._X_AMZN_TRACE_ID = traceId;
  setSwitchesVersion(version);
  let settled = false;
  const send = (what, json) => {
    settled = true;
    api.answer(`invocation/${id}/${what}`, json);
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

/** The API on a socket that the engine made. Other places have this file alone, so the other is loaded where it is needed. */
async function overSocket() {
  const { socketApi } = await import('./socket-api.mjs');
  return socketApi(API, isLast, retire);
}

/** The API at a TCP address. Any HTTP server may be there, so Node's own client reads the answers. */
async function overTcp(address) {
  const http = await import('node:http');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const call = (method, path, json = '', more = {}) =>
    new Promise((resolve, reject) => {
      const headers = method === 'POST' ? { 'content-length': Buffer.byteLength(json), ...more } : {};
      const request = http.request(`http://${address}${API}${path}`, { agent, method, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
        answer.on('end', () => resolve({ answer, event: Buffer.concat(chunks).toString() }));
      });
      request.on('error', reject).end(json);
    });
  const end = () => process.exit(0); // the emulator has closed the connection
  let deliver;
  const next = async () => {
    const { answer, event } = await call('GET', 'invocation/next').catch(end);
    if (answer.statusCode !== 200) end();
    deliver({
      id: answer.headers['lambda-runtime-aws-request-id'],
      arn: answer.headers['lambda-runtime-invoked-function-arn'],
      deadline: Number(answer.headers['lambda-runtime-deadline-ms']),
      traceId: answer.headers['lambda-runtime-trace-id'] ?? '',
      event: event || 'null',
    });
  };
  return {
    serve(receive) {
      deliver = receive;
      void next();
    },
    answer: (path, json) =>
      isLast()
        ? call('POST', path, json, { 'local-environment-ends': '1' }).then(retire, end)
        : call('POST', path, json).then(next, end),
    fail: (json) => call('POST', 'init/error', json).finally(() => process.exit(1)),
  };
}

const api = AWS_LAMBDA_RUNTIME_API ? await overTcp(AWS_LAMBDA_RUNTIME_API) : await overSocket();
try {
  const handler = await loadHandler(); // top-level awaits of the module finish here
  api.serve((invocation) => invoke(api, handler, invocation));
  if (LOCAL_COMPILE_CACHE) setImmediate(flushCompileCache); // environments are killed, so Node would not write it at exit
} catch (error) {
  console.error(error);
  api.fail(describe(error));
}
