import { isatty } from 'node:tty';
import type { Environment } from '#shared/cli/settings';
import { type Engine, startEngine } from '../engine/engine.ts';
import { createLog, type Log } from '../host/log.ts';
import { goOnAfterUncaught } from '../host/uncaught.ts';
import { ignoredVariables } from '../telemetry/ignored-variables.ts';
import { makesLinksClickable } from '../telemetry/trace-link.ts';
import { whenNpmIsGone } from './npm-parent.ts';
import { openPorts } from './open-ports.ts';
import { readEngineSettings } from './settings.ts';
import { addresses } from './start-screen.ts';
import { whenAskedToStop } from './stop-signals.ts';

const STANDARD_OUTPUT = 1;
const MS_PER_SECOND = 1_000;
const seconds = (ms: number): string => `${(ms / MS_PER_SECOND).toFixed(1)} s`;

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
  // The addresses are not log lines: `silent` prints them too.
  const screen = createLog(settings.log === 'silent' ? 'warn' : settings.log);
  const abort = new AbortController();
  const npmGone = whenNpmIsGone(env).then(() => log.notice('npm has ended'));
  const stopping = Promise.race([whenAskedToStop(), npmGone]).then(() => abort.abort());

  const ignored = ignoredVariables(env);
  if (ignored !== undefined) log.warn(ignored);

  let engine: Engine;
  try {
    engine = await startEngine({
      ...settings,
      clickableLinks: makesLinksClickable(env, isatty(STANDARD_OUTPUT)),
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
  screen.notice(
    `\nReady after ${seconds(performance.now())}.\n\n${addresses(engine, settings.dataDir)}\n${openPorts(settings, engine.insideUrl)}`,
  );
  screen.flush();
  await stopping;
  await stop(engine, log);
  return 0;
}
