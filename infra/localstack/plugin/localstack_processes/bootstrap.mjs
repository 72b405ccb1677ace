// The runtime inside an execution environment: loads the handler, then serves one call after the other over the public
// Lambda Runtime API. For handlers that return a promise, and for those that take a callback.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { env } from 'node:process';
import { pathToFileURL } from 'node:url';

const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

const call = (method, route, body) =>
  new Promise((resolve, reject) => {
    const data = body === undefined ? undefined : Buffer.from(body);
    const headers = data ? { 'content-type': 'application/json', 'content-length': data.length } : {};
    const options = { host, port, agent, method, path: `/2018-06-01/runtime/${route}`, headers };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(data);
  });

const describe = (error) =>
  JSON.stringify({
    errorType: error?.name ?? 'Error',
    errorMessage: error?.message ?? String(error),
    trace: String(error?.stack ?? error).split('\n'),
  });

async function loadHandler() {
  const spec = env._HANDLER;
  const dot = spec.lastIndexOf('.');
  const base = path.join(env.LAMBDA_TASK_ROOT, spec.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((end) => base + end).find((name) => fs.existsSync(name));
  if (!file)
    throw Object.assign(new Error(`Cannot find module '${base}'`), { name: 'Runtime.ImportModuleError' });
  const loaded = await import(pathToFileURL(file).href);
  const name = spec.slice(dot + 1);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${spec} is not a function`), { name: 'Runtime.HandlerNotFound' });
  }
  return handler;
}

const run = (handler, event, context) =>
  new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    try {
      const answer = handler(event, context, callback);
      if (typeof answer?.then === 'function') answer.then(resolve, reject);
      else if (handler.length < 3) resolve(answer);
    } catch (error) {
      reject(error);
    }
  });

const contextOf = ({ headers }) => {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
};

async function serve(handler, next) {
  const context = contextOf(next);
  env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'] ?? '';
  try {
    const answer = await run(handler, JSON.parse(next.body || 'null'), context);
    return [context.awsRequestId, 'response', JSON.stringify(answer ?? null)];
  } catch (error) {
    const told = describe(error);
    console.error(`${new Date().toISOString()}\t${context.awsRequestId}\tERROR\tInvoke Error\t${told}`);
    return [context.awsRequestId, 'error', told];
  }
}

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  console.error(error);
  await call('POST', 'init/error', describe(error));
  process.exit(1);
}

process.on('unhandledRejection', (error) => {
  console.error('unhandledRejection', error);
  process.exit(128);
});
const gone = () => process.exit(0); // the executor has closed the connection

for (;;) {
  const next = await call('GET', 'invocation/next').catch(gone);
  if (next.status !== 200) gone();
  const [id, kind, body] = await serve(handler, next);
  await call('POST', `invocation/${id}/${kind}`, body).catch(gone);
}
