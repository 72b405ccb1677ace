import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Machine } from './machine-in-words.ts';

/** The machine of this process. */
export const thisMachine = (): Machine => ({
  cpus: availableParallelism(),
  model: cpus()[0]?.model.trim() ?? 'unknown processor',
  memory_bytes: totalmem(),
  platform: `${platform()} ${release()}`,
  node: process.versions.node,
});

/** Load average of the last minute: processes of the bench and all others. */
export const loadAverage = (): string => (loadavg()[0] ?? 0).toFixed(1);

export function redisVersion(): string {
  try {
    return execFileSync('redis-server', ['--version']).toString().split(' sha')[0]?.trim() ?? 'redis-server';
  } catch {
    return 'built-in Redis';
  }
}
