import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Binaries {
  readonly collector: string;
  readonly prometheus: string;
  readonly promtool: string;
}

const BUILD = join(import.meta.dirname, 'build-collector.sh');

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function builtCollector(): string | undefined {
  const file = execFileSync(BUILD, ['--path'], { encoding: 'utf8' }).trim();
  return existsSync(file) ? file : undefined;
}

const found = { collector: builtCollector(), prometheus: onPath('prometheus'), promtool: onPath('promtool') };

/** What the tests need and this machine does not have; undefined if it has everything. */
export const missing: string | undefined =
  [
    !found.collector && 'the collector of tests/telemetry/build-collector.sh',
    !found.prometheus && 'prometheus',
    !found.promtool && 'promtool',
  ]
    .filter((name) => name !== false)
    .join(', ') || undefined;

/** @throws Error that names what is missing */
export function requireBinaries(): Binaries {
  const { collector, prometheus, promtool } = found;
  if (collector && prometheus && promtool) return { collector, prometheus, promtool };
  throw new Error(`not on this machine: ${missing}`);
}
