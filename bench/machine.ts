import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Describes the machine, without which no figure can be compared. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${availableParallelism()} cores of ${model}, ${memory}, ${platform()} ${release()}, Node ${process.versions.node}`;
}

/** Load average of the last minute: processes of the bench and all others. */
export const loadAverage = (): string => (loadavg()[0] ?? 0).toFixed(1);

export function redisVersion(): string {
  try {
    return execFileSync('redis-server', ['--version']).toString().split(' sha')[0]?.trim() ?? 'redis-server';
  } catch {
    return 'built-in Redis';
  }
}
