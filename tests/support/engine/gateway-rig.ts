import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { RestApi } from '#local/gateway/rest-api';
import { createLog } from '#local/host/log';
import { startedAt } from '#local/host/process-identity';
import type { ConnectionLimits } from '#local/http/connection-limits';
import { Listener } from '#local/http/listener';
import type { FunctionSpec } from '#local/runtime/invocation';
import { FunctionPool } from '#local/runtime/pool';
import type { PoolOptions } from '#local/runtime/pool-options';
import type { EngineSpans } from '#local/telemetry/engine-spans';
import type { LoggedRequest } from '#local/telemetry/request-log';
import type { GatewayResponse } from '#local/template/apis';
import type { ApiModel } from '#local/template/model';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface RigOptions extends PoolOptions {
  readonly function?: Partial<FunctionSpec>;
  /** Paths of the API, each with ANY. @default /x, /x/{id}, /x/fixed, /files/{proxy+} */
  readonly paths?: readonly string[];
  readonly gatewayTimeoutMs?: number;
  readonly responses?: ReadonlyMap<string, GatewayResponse>;
  /** @default none: without telemetry */
  readonly spans?: EngineSpans;
  /** @default the shipped ones */
  readonly limits?: ConnectionLimits;
}

export interface Rig {
  readonly url: string;
  readonly api: RestApi;
  readonly pool: FunctionPool;
  readonly requests: readonly LoggedRequest[];
  readonly crashes: readonly string[];
  /** Output of the function. */
  printed(): string;
  call(path: string, init?: CallInit): Promise<Reply>;
}

export interface CallInit {
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: OutgoingHttpHeaders;
}

const PATHS = ['/x', '/x/{id}', '/x/fixed', '/files/{proxy+}'];
const GATEWAY_TIMEOUT_MS = 29_000;

/** A temporary folder, removed when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-rig-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One function of the given source behind one API, stopped when the test ends. */
export async function startRig(source: string, options: RigOptions = {}): Promise<Rig> {
  const {
    function: override,
    paths = PATHS,
    gatewayTimeoutMs: timeoutMs = GATEWAY_TIMEOUT_MS,
    limits,
    ...pools
  } = options;
  const directory = testFolder();
  writeFileSync(join(directory, 'index.mjs'), source);
  const logPath = join(directory, 'function.log');
  const logFile = openSync(logPath, 'a');
  const crashes: string[] = [];
  const requests: LoggedRequest[] = [];
  const spec: FunctionSpec = {
    name: 'food-delivery-local-test-function',
    directory,
    handler: 'index.handler',
    timeoutMs: 10_000,
    memoryMb: 256,
    environment: {},
    ...override,
  };
  const pool = new FunctionPool(spec, { logFile, onCrash: ({ type }) => crashes.push(type), ...pools });
  const target = {
    ...spec,
    key: 'test/function',
    service: 'test',
    arn: '',
    reservedConcurrency: undefined,
    variables: () => ({}),
  };
  const model: ApiModel = {
    id: 'api',
    name: 'food-delivery-local-test',
    service: 'test',
    stage: 'local',
    routes: paths.map((path) => ({ method: 'ANY', path, resourceId: path, target, timeoutMs })),
    responses: options.responses ?? new Map(),
  };
  const api = new RestApi(
    model,
    () => pool,
    (line) => requests.push(line),
    options.spans,
  );
  const listener = await Listener.open({
    port: 0,
    purpose: 'test',
    variable: 'TEST_PORT',
    log: createLog('silent'),
    ...(limits && { limits }),
  });
  listener.serve((...call) => api.handle(...call));
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    await pool.dispose();
    await listener.close();
    closeSync(logFile);
  });
  const url = `http://127.0.0.1:${listener.port}`;
  return {
    url,
    api,
    pool,
    requests,
    crashes,
    printed: () => readFileSync(logPath, 'utf8'),
    call: (path, init) => call(agent, url + path, init),
  };
}

/** A plain HTTP call: unlike fetch it sends exactly the given headers. */
export function call(
  agent: Agent,
  url: string,
  { method = 'GET', body, headers = {} }: CallInit = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString(),
          headers: response.headers,
        });
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Whether a process runs; one that has ended but was not yet collected does not. */
export function isAlive(pid: number): boolean {
  return startedAt(pid) !== undefined;
}

/** A handler that answers 200 and does `then` first when called with `?bad`. */
export const badOnRequest = (then: string): string =>
  `export const handler = async (event) => {
    if (event.queryStringParameters?.bad) { ${then} }
    return { statusCode: 200, body: 'ok' };
  };`;

/** A function that answers what {@link answering} puts into its query. */
export const RETURNS_QUERY = `export const handler = async (event) => JSON.parse(event.queryStringParameters.answer);`;

/** A path that makes {@link RETURNS_QUERY} answer this. */
export const answering = (answer: unknown): string =>
  `/x?answer=${encodeURIComponent(JSON.stringify(answer))}`;
