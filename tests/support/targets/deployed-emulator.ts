import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupOf } from '#local/host/process-identity';
import { ANY_PORTS } from '#local/http/any-ports';
import { deploy } from '#local/localstack/deploy';
import { ensureFirstData } from '#local/localstack/first-data';
import { installProgram } from '#local/localstack/install';
import { LOCALSTACK } from '#local/localstack/localstack';
import { MINISTACK } from '#local/localstack/ministack';
import { readLocalStackSettings } from '#local/localstack/settings';
import { type LocalStackSystem, startLocalStack } from '#local/localstack/system';
import { removeDataDir } from '#local/services/remove-data-dir';

const SAMPLE_EVERY_MS = 5_000;
const MS_PER_SECOND = 1_000;
const BYTES_PER_MB = 1_000_000;
const BYTES_PER_KB = 1_024;

/**
 * Starts an empty emulator and deploys everything; `stop` removes everything and reports the peak memory.
 * @param forwardTo collector that receives the functions' telemetry
 */
export async function deployedEmulator(
  name: 'localstack' | 'ministack',
  forwardTo?: string,
): Promise<LocalStackSystem & { stop(): Promise<void> }> {
  const emulator = name === 'localstack' ? LOCALSTACK : MINISTACK;
  const startedMs = performance.now();
  const seconds = (): string => `${((performance.now() - startedMs) / MS_PER_SECOND).toFixed(1)} s`;
  const onProgress = (text: string): void => console.log(`${seconds().padStart(8)}  ${text}`);
  const settings = readLocalStackSettings({
    LOCALSTACK_CACHE_DIR: process.env.LOCALSTACK_CACHE_DIR,
    LOCALSTACK_PYTHON: process.env.LOCALSTACK_PYTHON,
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
    LOCALSTACK_DATA_DIR: await mkdtemp(join(tmpdir(), 'food-delivery-localstack-')),
    LOCALSTACK_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: forwardTo,
    LOG: 'warn',
  });
  const { dataDir } = settings;
  try {
    const installation = await installProgram(emulator, { ...settings, onProgress });
    const system = await startLocalStack({
      ...settings,
      ports: ANY_PORTS,
      emulator,
      installation,
      onProgress,
    });
    const memory = watchMemory(system.pid);
    const stop = async (): Promise<void> => {
      onProgress(`tests are done; ${emulator.name} with its functions took ${memory.stop()}`);
      await system.dispose();
      await removeDataDir(dataDir);
      onProgress(`${emulator.name} is stopped`);
    };
    try {
      await deploy({ ...system, onProgress });
      await ensureFirstData(system);
    } catch (error) {
      await stop();
      throw error;
    }
    return { ...system, stop };
  } catch (error) {
    await removeDataDir(dataDir);
    throw error;
  }
}

/** Measures the memory of a process group at intervals (Linux only). */
function watchMemory(group: number | undefined): { stop(): string } {
  let peakBytes = 0;
  const look = async (): Promise<void> => {
    peakBytes = Math.max(peakBytes, await memoryOf(group));
  };
  const timer = setInterval(() => void look().catch(() => undefined), SAMPLE_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peakBytes === 0
        ? 'an unknown amount of memory'
        : `at most ${Math.round(peakBytes / BYTES_PER_MB)} MB`;
    },
  };
}

/** Adds up the memory of a process group; shared pages count once. */
async function memoryOf(group: number | undefined): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      if (groupOf(Number(pid)) !== group) return 0;
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * BYTES_PER_KB;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
