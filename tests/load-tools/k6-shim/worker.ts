/** One virtual user of k6, its setup or its teardown: a thread that runs the script and stands still in each HTTP call. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type FromWorker, type Options, STOP, type WorkerTask } from './protocol.ts';

const MODULES: Readonly<Record<string, string>> = {
  k6: 'k6.ts',
  'k6/http': 'http.ts',
  'k6/metrics': 'metrics.ts',
};

interface Script {
  readonly options: Options;
  setup(): unknown;
  default(data: unknown): unknown;
  teardown(data: unknown): unknown;
}

registerHooks({
  resolve(specifier, context, next) {
    const file = MODULES[specifier];
    if (file !== undefined) return { url: new URL(`api/${file}`, import.meta.url).href, shortCircuit: true };
    return next(specifier, context);
  },
});

const task: WorkerTask = workerData;
const post = (message: FromWorker): void => parentPort?.postMessage(message);

Object.assign(globalThis, {
  __ENV: { ...process.env },
  __VU: task.vu,
  console: { log: (text: string) => post({ type: 'log', text }) },
});
const script: Script = await import(pathToFileURL(task.script).href);
let data: unknown;
if (task.phase === 'default') {
  // The first iteration comes first: in k6 the time begins when all virtual users are ready.
  do iterate();
  while (Atomics.load(task.flags, STOP) === 0);
} else data = script[task.phase](task.data);
post({ type: 'done', options: script.options, data });

/** An exception ends its iteration only, as in k6. */
function iterate(): void {
  try {
    script.default(task.data);
  } catch (error) {
    post({ type: 'log', text: `an iteration failed: ${error}` });
  }
  post({ type: 'sample', sample: { metric: 'iterations', value: 1 } });
}
