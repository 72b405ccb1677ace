import { relative } from 'node:path';
import type { Environment } from '#shared/cli/settings';
import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import { type Engine, startEngine } from '../engine/engine.ts';
import { createLog, type Log } from '../host/log.ts';
import { goOnAfterUncaught } from '../host/uncaught.ts';
import { PREFIXES } from '../path-router/prefixes.ts';
import { BACKEND_NAMES, BACKENDS } from '../services/backends.ts';
import { whenNpmIsGone } from './npm-parent.ts';
import { readEngineSettings } from './settings.ts';

const MS_PER_SECOND = 1_000;
/** Two signals within this time are one key press: npm forwards the Ctrl-C that the terminal has already sent. */
const SAME_KEY_PRESS_MS = 500;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const seconds = (ms: number): string => `${(ms / MS_PER_SECOND).toFixed(1)} s`;

/** Resolves at the first stop signal. A second one exits the process at once. */
function whenAskedToStop(): Promise<void> {
  let askedMs: number | undefined;
  return new Promise((asked) => {
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        if (askedMs === undefined) askedMs = performance.now();
        else if (performance.now() - askedMs > SAME_KEY_PRESS_MS) process.exit(0);
        asked();
      });
    }
  });
}

/** Formats the addresses and commands that a new user needs. */
function addresses({ urls, tracesUrl, backends }: Engine, dataDir: string): string {
  const nearby = relative(process.cwd(), dataDir);
  const folder = nearby.startsWith('..') ? dataDir : nearby;
  const rows = [
    ...SERVICE_NAMES.map((name) => [serviceTitle(name), urls[name], `${urls[name]}/docs`]),
    ['Gateway', urls.gateway, PREFIXES],
    ['Engine', urls.engine, 'npm run status'],
    ...(tracesUrl === undefined ? [] : [['Traces', tracesUrl, 'what each request set in motion']]),
    ['', '', ''],
    ...BACKEND_NAMES.map((name) => [BACKENDS[name].title, BACKENDS[name].hint(backends[name], folder)]),
  ];
  const [nameWidth, urlWidth] = [
    20,
    Math.max(...[tracesUrl ?? '', ...Object.values(urls)].map((url) => url.length)) + 2,
  ];
  const lines = rows.map(([name = '', url = '', more = '']) =>
    `  ${name.padEnd(nameWidth)}${url.padEnd(urlWidth)}${more}`.trimEnd(),
  );
  return [
    ...lines,
    '',
    `Ctrl-C stops everything. The data stays in ${folder}; npm run reset deletes it.`,
  ].join('\n');
}

async function stop(engine: Engine, log: Log): Promise<void> {
  log.info('\nstopping …');
  log.flush();
  await engine.dispose();
  // Not flushed here: the exit handler flushes it after the output that is still held.
  log.info('stopped');
}

/** Runs the whole system until a stop signal or the end of npm. */
export async function start(env: Environment): Promise<number> {
  const settings = readEngineSettings(env);
  const log = createLog(settings.log);
  const abort = new AbortController();
  const npmGone = whenNpmIsGone(env).then(() => log.notice('npm has ended'));
  const stopping = Promise.race([whenAskedToStop(), npmGone]).then(() => abort.abort());

  let engine: Engine;
  try {
    engine = await startEngine({
      ...settings,
      signal: abort.signal,
      onProgress: (text) => {
        log.info(`${seconds(performance.now()).padStart(7)}  ${text}`);
        log.flush();
      },
    });
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    log.info('\nstopped');
    return 0;
  }
  goOnAfterUncaught(log);
  log.notice(`\nReady after ${seconds(performance.now())}.\n\n${addresses(engine, settings.dataDir)}\n`);
  log.flush();
  await stopping;
  await stop(engine, log);
  return 0;
}
