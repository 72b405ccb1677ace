import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf } from '#local/host/process-memory';
import { startWatchdog } from '#local/host/watchdog';
import { PORT_NAMES, PORTS } from '#local/http/ports';
import { removeDataDir } from '#local/services/remove-data-dir';
import { buildFunctions } from '#stacks/build';
import type { BundleSize } from '#stacks/bundles/budget';
import { freePorts } from '#tests/support/free-ports';

/** Time from `npm start` until `GET /menus` is answered. */
export interface Startup {
  readonly firstMs: number;
  readonly secondMs: number;
  /** Additional build time of a fresh clone. Most of it runs in parallel with the start of the stores. */
  readonly buildMs: number;
  readonly bundles: readonly BundleSize[];
  /** Shared pages counted once; one environment of each function is ready. */
  readonly idleBytes: number | undefined;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOOK_EVERY_MS = 20;
const GIVE_UP_AFTER_MS = 60_000;

/** Starts the system twice on an empty data folder, exactly as a user does. */
export async function measureStartup(folder: string): Promise<Startup> {
  const dist = join(folder, 'dist');
  const build = await buildFunctions({ force: true, outdir: dist });
  await rm(dist, { recursive: true });
  await buildFunctions();
  const dataDir = join(folder, 'startup');
  const first = await startOnce(dataDir);
  const second = await startOnce(dataDir);
  await removeDataDir(dataDir);
  return {
    firstMs: first.firstAnswerMs,
    secondMs: second.firstAnswerMs,
    buildMs: build.milliseconds,
    bundles: build.sizes,
    idleBytes: second.idleBytes,
  };
}

async function startOnce(dataDir: string): Promise<{ firstAnswerMs: number; idleBytes: number | undefined }> {
  const ports = await freePorts(PORT_NAMES.length);
  const chosen = PORT_NAMES.map((name, i) => [PORTS[name].variable, String(ports[i])]);
  const output = openSync(`${dataDir}.log`, 'a');
  const watchdog = startWatchdog();
  const startedAt = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, ...Object.fromEntries(chosen), LOCAL_DATA_DIR: dataDir },
    stdio: ['ignore', output, output],
    detached: true,
  });
  const ended = once(npm, 'exit');
  const hasEnded = (): boolean => npm.exitCode !== null || npm.signalCode !== null;
  const pid = npm.pid;
  if (pid === undefined) throw new Error('npm cannot be started');
  watchdog.add(pid);
  try {
    const menus = `http://127.0.0.1:${ports[PORT_NAMES.indexOf('restaurant')]}/menus`;
    await untilAnswered(menus, hasEnded, `${dataDir}.log`);
    return { firstAnswerMs: performance.now() - startedAt, idleBytes: memoryOf(pid)?.proportionalBytes };
  } finally {
    if (!hasEnded()) process.kill(-pid, 'SIGTERM');
    await ended;
    await watchdog.dispose();
  }
}

async function untilAnswered(url: string, hasEnded: () => boolean, log: string): Promise<void> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const isAnswered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isAnswered) return;
    if (hasEnded() || Date.now() > deadline) {
      throw new Error(`npm start does not answer:\n${readFileSync(log, 'utf8')}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
