import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesFile } from '#infra/grafana/src/rules';
import { PROMETHEUS_CONFIG } from './stack.ts';

export interface HastyRules extends AsyncDisposable {
  /** Configuration file of Prometheus. */
  readonly config: string;
}

/** The shipped rules with all their times divided by `speed`, looked at every second. */
export async function hastyRules(speed: number): Promise<HastyRules> {
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-rules-'));
  const config = join(folder, 'prometheus.yml');
  await copyFile(PROMETHEUS_CONFIG, config);
  await writeFile(
    join(folder, 'rules.yml'),
    rulesFile({ speed }).replaceAll(/interval: \d+s/g, 'interval: 1s'),
  );
  return { config, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
