import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '#local/host/binaries';

export interface Binaries {
  readonly collector: string;
  readonly prometheus: string;
  readonly promtool: string;
}

const BUILD = join(import.meta.dirname, '..', '..', 'telemetry', 'build-collector.sh');

/** The collector of build-collector.sh, if it was built. */
export function builtCollector(): string | undefined {
  const file = spawnSync(BUILD, ['--path'], { encoding: 'utf8' }).stdout?.trim();
  return file && existsSync(file) ? file : undefined;
}

/** @throws Error that names what is missing */
export function requireBinaries(): Binaries {
  const collector = builtCollector();
  const [prometheus, promtool] = [findOnPath('prometheus'), findOnPath('promtool')];
  if (collector && prometheus && promtool) return { collector, prometheus, promtool };
  throw new Error('the collector of tests/telemetry/build-collector.sh, prometheus or promtool is missing');
}
