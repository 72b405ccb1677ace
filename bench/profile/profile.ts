import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFileOf } from '#local/engine/function-pools';
import { setStage } from '../endpoints.ts';
import { type Load, openLoad } from '../load.ts';
import { EXPECTED } from '../load-plan.ts';
import { readStatus } from '../parts.ts';
import { type System, startSystem } from '../system.ts';
import { driverOf } from './drivers.ts';
import { INSPECTABLE, inspect } from './inspected.ts';
import { ownTable } from './own-table.ts';
import type { ProfileKind } from './profiles.ts';
import { createUnbundling } from './sources.ts';

export interface ProfileOptions {
  /** Such as `order/place-order`. */
  readonly key: string;
  readonly kind: ProfileKind;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly file: string;
}

const CONNECTIONS = 8;
/** Recovery looks at the orders while others are placed. */
const RECOVERY_DELAY_MS = '2000';
/** Requests that may be sent only once are prepared for so many answers a second; the load ends with the last. */
const MOST_ONCE_PER_SECOND = 40;

/**
 * Profiles the environment of a function while the system is under load, and writes the profile to a file, with the
 * places in the sources. Each function has one environment, so that all of its work is in the profile.
 * @returns the table by package
 */
export async function profile(folder: string, options: ProfileOptions): Promise<string> {
  const { key, kind, seconds, warmUpSeconds, file } = options;
  const dataDir = join(folder, 'system');
  const environment = { ...INSPECTABLE, RECOVERY_DELAY_MS };
  await using system = await startSystem({ dataDir, environment, maxConcurrency: 1 });
  await using load = await openDriver(system, options);
  await load.run(warmUpSeconds);
  const [pid] = (await readStatus(system.urls.engine)).functions[key]?.pids ?? [];
  if (pid === undefined) throw new Error(`${key} has no environment after ${warmUpSeconds} s of load`);
  using target = await inspect(pid, logFileOf(join(dataDir, 'logs'), key));
  await kind.start(target);
  const { answers, outcomes } = await load.run(seconds);
  const { content, samples } = await kind.stop(target);
  const unbundle = createUnbundling();
  for (const { frame } of samples) unbundle(frame);
  writeFileSync(file, JSON.stringify(content));
  const failed = answers - (outcomes[EXPECTED] ?? 0);
  return `${ownTable(samples, kind.unit, answers)}\n\n${answers} answers, ${failed} of them unexpected`;
}

async function openDriver(system: System, { key, seconds, warmUpSeconds }: ProfileOptions): Promise<Load> {
  const { service, expect, once = false, requests } = driverOf(key);
  const count = Math.ceil((seconds + warmUpSeconds) * MOST_ONCE_PER_SECOND);
  const work = {
    kind: 'http',
    url: system.urls[service],
    requests: await requests(await setStage(system.urls), count),
    once,
    expect,
  } as const;
  return openLoad({ connections: CONNECTIONS, work });
}
