/**
 * `node main.ts script.js`: runs a k6 script with as much of k6 as our scripts use. Exit codes are those of k6: 0, 99 for a
 * threshold, 105 for Ctrl-C, 107 for an exception in setup or teardown.
 */
import { once } from 'node:events';
import http from 'node:http';
import { resolve } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import {
  type FromWorker,
  type HttpCall,
  type HttpResult,
  type Options,
  type Sample,
  STOP,
  WAKE,
  type WorkerTask,
} from './protocol.ts';
import { keepsThreshold } from './thresholds.ts';

const EXIT = { passed: 0, threshold: 99, interrupted: 105, exception: 107 };
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const script = resolve(process.argv[2] ?? '');
const samples = new Map<string, Sample[]>();
const stops: Int32Array[] = [];
const agent = new http.Agent({ keepAlive: true });
const interrupted = Promise.withResolvers<void>();
let wasInterrupted = false;
process.on('SIGINT', () => {
  wasInterrupted = true;
  interrupted.resolve();
});

process.exitCode = await run().catch((error: unknown) => {
  console.log(`error: ${error}`);
  return EXIT.exception;
});
agent.destroy();

async function run(): Promise<number> {
  const { options, data } = await inWorker('setup', 0, undefined);
  const users = Array.from({ length: options.vus }, (_, i) => inWorker('default', i + 1, data));
  const timer = setTimeout(interrupted.resolve, milliseconds(options.duration));
  await Promise.race([interrupted.promise, Promise.all(users)]);
  clearTimeout(timer);
  for (const flags of stops) Atomics.store(flags, STOP, 1);
  await Promise.all(users);
  await inWorker('teardown', 0, data);
  const keeps = report(options);
  if (wasInterrupted) return EXIT.interrupted;
  return keeps ? EXIT.passed : EXIT.threshold;
}

function milliseconds(duration: string): number {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(duration) ?? [];
  return Number(count) * (UNIT_MS[unit] ?? Number.NaN);
}

/** Runs one part of the script in a thread of its own. */
async function inWorker(phase: WorkerTask['phase'], vu: number, data: unknown) {
  const { port1, port2 } = new MessageChannel();
  const flags = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  stops.push(flags);
  const workerData: WorkerTask = { script, phase, vu, data, answers: port2, flags };
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData, transferList: [port2] });
  const done = Promise.withResolvers<{ options: Options; data: unknown }>();
  worker.on('error', done.reject);
  worker.on('message', async (message: FromWorker) => {
    if (message.type === 'log') console.log(message.text);
    if (message.type === 'sample') keep(message.sample);
    if (message.type === 'done') done.resolve(message);
    if (message.type !== 'http') return;
    port1.postMessage(await call(message.call));
    Atomics.add(flags, WAKE, 1);
    Atomics.notify(flags, WAKE);
  });
  const exited = once(worker, 'exit');
  const result = await done.promise;
  await exited;
  port1.close();
  return result;
}

function keep(sample: Sample): void {
  const kept = samples.get(sample.metric) ?? [];
  samples.set(sample.metric, kept);
  kept.push(sample);
}

function call({ method, url, headers, body }: HttpCall): Promise<HttpResult> {
  const startMs = performance.now();
  const answer = Promise.withResolvers<HttpResult>();
  const finish = (status: number, text: string, received: http.IncomingHttpHeaders, error: string): void =>
    answer.resolve({
      status,
      body: text,
      headers: Object.fromEntries(Object.entries(received).map(([name, value]) => [name, String(value)])),
      durationMs: performance.now() - startMs,
      error,
    });
  // A body of known length, as k6 sends it.
  const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
  const request = http.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => finish(response.statusCode ?? 0, text, response.headers, ''));
    response.on('error', ({ message }) => finish(0, '', {}, message));
  });
  request.on('error', ({ message }) => finish(0, '', {}, message));
  request.end(body ?? undefined);
  return answer.promise;
}

/** Prints checks and thresholds as k6 does. Returns whether all thresholds hold. */
function report({ thresholds }: Options): boolean {
  const checks = Map.groupBy(samples.get('checks') ?? [], ({ check }) => check);
  for (const [name, results] of checks) {
    const passed = results.filter(({ value }) => value === 1).length;
    console.log(`${passed === results.length ? '✓' : '✗'} ${name}: ${passed} of ${results.length}`);
  }
  const verdicts = Object.entries(thresholds).flatMap(([metric, expressions]) =>
    expressions.map((expression) => {
      const keeps = keepsThreshold(expression, samples.get(metric) ?? []);
      console.log(`${keeps ? '✓' : '✗'} ${metric} ${expression}`);
      return keeps;
    }),
  );
  return verdicts.every(Boolean);
}
