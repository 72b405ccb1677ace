import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TIMING } from '#functions/order/domain/timing';
import { type Load, startLoad } from '#load/load';
import type { LoadPlan } from '#load/plan/plan';
import { summaryText } from '#load/program/summary';
import { REAP_EVERY_MS, UNUSED_MS } from '#local/runtime/pool';
import { screenTable } from '#shared/cli/screen-table';
import { createApi } from '#tests/support/api/client';
import { type System, startSystem } from '../system.ts';
import { type Sample, takeSample } from './sample.ts';
import { trendsOf } from './trend.ts';
import { growing, judged, judgedRow } from './verdict.ts';

export interface SoakOptions {
  readonly seconds: number;
  readonly clients: number;
  /** File for every sample. */
  readonly json: string | undefined;
  readonly signal: AbortSignal;
}

const MENUS = 6;
const PLENTY = 1_000_000;
const SAMPLES = 60;
const WARM_UP_SHARE = 0.3;
/** Environments that were started and never called have ended by then; they would lower the mean of the first half. */
const LEAST_WARM_UP_SECONDS = (UNUSED_MS + REAP_EVERY_MS) / 1_000 + 1;
const USERS = 64;
/** Weights of a day at a shop: more people look than buy. */
const JOURNEYS = {
  browse: 4,
  'read-menu': 2,
  order: 3,
  'order-then-read': 2,
  'order-then-cancel': 1,
  'read-orders': 1,
  'sign-up': 0.2,
} satisfies LoadPlan['journeys'];
const HEAD = ['measure', 'first half', 'second half', 'per hour', ''];

/**
 * Loads a system of its own with many clients, looks at it again and again, and compares the halves after a warm-up.
 * @returns false where something grows that must not
 */
export async function soak(folder: string, options: SoakOptions): Promise<boolean> {
  const { seconds, clients, json, signal } = options;
  const dataDir = join(folder, 'system');
  // recovery must have begun when the warm-up ends
  const warmUpSeconds = Math.max(seconds * WARM_UP_SHARE, LEAST_WARM_UP_SECONDS);
  const recoveryDelayMs = Math.min(TIMING.recoveryDelayMs, (warmUpSeconds * 1_000) / 2);
  const environment = { RECOVERY_DELAY_MS: String(Math.ceil(recoveryDelayMs)) };
  await using system = await startSystem({ dataDir, environment });
  const api = createApi(system.urls);
  for (let menu = 1; menu <= MENUS; menu++) await api.setStock(menu, PLENTY);
  await using load = startLoad({
    urls: { user: system.urls.user, restaurant: system.urls.restaurant, order: system.urls.order },
    loop: { kind: 'closed', phases: [{ kind: 'steady', seconds, clients }] },
    journeys: JOURNEYS,
    users: USERS,
  });
  await load.started;
  const samples = await sampleUntil(load, system, { dataDir, seconds, signal });
  const result = await load.ended;
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ samples, result }, undefined, 2)}\n`);
  const all = trendsOf(samples, warmUpSeconds).map(judged);
  const wrong = growing(all);
  console.log(`${summaryText(result)}\n`);
  console.log(`After ${Math.round(warmUpSeconds)} s to warm up, medians of the two halves of the rest:`);
  console.log(screenTable([HEAD, ...all.map(judgedRow)]));
  console.log(wrong.length === 0 ? 'nothing grows that must not' : `GROWS: ${wrong.join('; ')}`);
  return wrong.length === 0;
}

interface Sampling {
  readonly dataDir: string;
  readonly seconds: number;
  readonly signal: AbortSignal;
}

async function sampleUntil(
  load: Load,
  system: System,
  { dataDir, seconds, signal }: Sampling,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1_000;
  let isOver = false;
  void load.ended
    .catch(() => undefined)
    .then(() => {
      isOver = true;
    });
  while (!isOver && elapsed() < seconds) {
    signal.throwIfAborted();
    samples.push(await takeSample(system, dataDir, elapsed()));
    await sleep((seconds * 1_000) / SAMPLES);
  }
  return samples;
}
