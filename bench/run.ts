import { join } from 'node:path';
import { memoryOf } from '#local/host/process-memory';
import type { BenchOptions } from './arguments.ts';
import type { Cell } from './cell.ts';
import { measureColdStarts } from './cold-starts.ts';
import { measureConsole } from './console-cost.ts';
import { CONNECTIONS, ENDPOINTS, type Endpoint, type Stage, setStage } from './endpoints.ts';
import { measureFaults } from './faults.ts';
import type { Figures } from './figures.ts';
import { measureFirstOrder } from './first-order.ts';
import { USUAL_RATES } from './fixed-rate/journeys.ts';
import { measureAtRate, type RateCell } from './fixed-rate/measure.ts';
import { LIMITS, type Limit } from './limits.ts';
import { measureCell } from './measure-cell.ts';
import type { Outcomes } from './outcomes.ts';
import { type PartNames, partNames, readStatus } from './parts.ts';
import { measureRecovery } from './recovery.ts';
import { measureStartup } from './startup.ts';
import { type System, startSystem } from './system.ts';
import { measureTelemetry } from './telemetry.ts';

/** Called with each result as soon as it is there. */
export interface Progress {
  say(text: string): void;
  cell(cell: Cell): void;
}

interface Context {
  readonly system: System;
  readonly folder: string;
  readonly options: BenchOptions;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Start-up, memory, bundles and cold starts. */
const START = 'start';
/** Systems with and without it, in turns. */
const TELEMETRY = 'telemetry';
/** What follows an order later. */
const RECOVERY = 'recovery';
/** Systems with faults enabled and not, in turns. */
const FAULTS = 'faults';
/** Systems with a page of the console open and not, in turns. */
const CONSOLE = 'console';
/** The first order of systems that were just started. */
const FIRST_ORDER = 'first-order';
/** Requests that begin at fixed times. */
const FIXED_RATE = 'fixed-rate';
export const ROWS: readonly string[] = [
  START,
  TELEMETRY,
  FAULTS,
  CONSOLE,
  RECOVERY,
  FIRST_ORDER,
  FIXED_RATE,
  ...LIMITS.map(({ row }) => row),
  ...ENDPOINTS.map(({ row }) => row),
];
/** Connections at which memory is measured. */
const LOADED: readonly number[] = [32, 128];
/** Requests that may be sent only once are prepared for so many answers a second. */
const MOST_ONCE_PER_SECOND = 150;
/**
 * Connections at which the limits on processor time are held, and what comes before: some 1,500 orders, after which V8 has compiled
 * what they call.
 */
const HOT = { connections: 8, warmUpSeconds: 12 };

/** Runs the measurements of the options, in a folder of its own. */
export async function runBench(
  folder: string,
  context: Omit<Context, 'system' | 'folder'>,
): Promise<Figures> {
  const { options, progress, signal } = context;
  const isWanted = (row: string): boolean => options.only?.includes(row) ?? true;
  progress.say('starting the system');
  const startup = isWanted(START) ? await measureStartup(folder) : undefined;
  signal.throwIfAborted();
  const firstOrder = isWanted(FIRST_ORDER)
    ? await measureFirstOrder(folder, { signal, say: progress.say })
    : undefined;

  const telemetry = isWanted(TELEMETRY)
    ? await measureTelemetry(folder, { signal, say: progress.say })
    : undefined;
  const cost = { signal, say: progress.say };
  const faults = isWanted(FAULTS) ? await measureFaults(folder, cost) : undefined;
  const console = isWanted(CONSOLE) ? await measureConsole(folder, cost) : undefined;
  const recovery =
    options.settle || isWanted(RECOVERY)
      ? await measureRecovery(folder, { seconds: options.seconds, signal, say: progress.say })
      : undefined;

  const dataDir = join(folder, 'system');
  await using system = await startSystem({ dataDir });
  const whole: Context = { ...context, system, folder };
  const coldStarts = isWanted(START)
    ? await measureColdStarts(system.functions, join(dataDir, 'compile-cache'))
    : undefined;
  const cells: Cell[] = [];
  const measureLimits = async (limits: readonly Limit[]): Promise<void> => {
    for (const limit of limits) cells.push(...(await limitCells(whole, limit)));
  };
  const limits = LIMITS.filter(({ row }) => isWanted(row));
  await measureLimits(limits.filter(({ usesSystem }) => !usesSystem));

  const endpoints = ENDPOINTS.filter(({ row }) => isWanted(row));
  const stage = endpoints.length > 0 ? await setStage(system.urls) : undefined;
  const loadedBytes: Record<number, number> = {};
  const measureEndpoint = async (endpoint: Endpoint): Promise<void> => {
    for (const connections of options.connections ?? endpoint.connections ?? CONNECTIONS) {
      signal.throwIfAborted();
      cells.push(await endpointCell(whole, endpoint, stage as Stage, connections));
      const memory = LOADED.includes(connections) ? memoryOf(system.pid) : undefined;
      if (memory)
        loadedBytes[connections] = Math.max(loadedBytes[connections] ?? 0, memory.proportionalBytes);
    }
  };
  for (const endpoint of endpoints.filter(({ comesLast }) => !comesLast)) await measureEndpoint(endpoint);
  // what orders are compared with, by an engine that is as warm
  await measureLimits(limits.filter(({ usesSystem }) => usesSystem));
  for (const endpoint of endpoints.filter(({ comesLast }) => comesLast)) await measureEndpoint(endpoint);
  const rateCells = isWanted(FIXED_RATE) ? await usualRates(whole) : [];
  return {
    cells,
    rateCells,
    ...(startup && { startup }),
    ...(coldStarts && { coldStarts }),
    ...(telemetry && { telemetry }),
    ...(faults && { faults }),
    ...(console && { console }),
    ...(recovery && { recovery }),
    ...(firstOrder && { firstOrder }),
    loadedBytes,
  };
}

async function usualRates({ system, options, progress, signal }: Context): Promise<readonly RateCell[]> {
  await setStage(system.urls);
  const cells: RateCell[] = [];
  for (const [row, rate] of USUAL_RATES) {
    signal.throwIfAborted();
    progress.say(`fixed-rate: ${row}, ${rate} a second`);
    cells.push(await measureAtRate(system, { row, rate, seconds: options.seconds }));
  }
  return cells;
}

async function limitCells(
  { system, folder, options, progress, signal }: Context,
  limit: Limit,
): Promise<Cell[]> {
  await using open = await limit.open(system, folder);
  const cells: Cell[] = [];
  for (const connections of options.connections ?? CONNECTIONS) {
    signal.throwIfAborted();
    const plan = { connections, work: open.work };
    const { cell } = await measureCell({
      row: limit.row,
      plan,
      rootPid: open.rootPid,
      seconds: options.seconds,
      warmUpSeconds: limit.usesSystem && connections === HOT.connections ? HOT.warmUpSeconds : undefined,
      ...(open.rootPid === system.pid && { partNames: () => namesOf(system) }),
      counted: open.counted,
    });
    progress.cell(cell);
    cells.push(cell);
  }
  return cells;
}

async function endpointCell(
  { system, options: { seconds, parts }, progress }: Context,
  endpoint: Endpoint,
  stage: Stage,
  connections: number,
): Promise<Cell> {
  const { row, service, expect, once = false, limit } = endpoint;
  const isHot = connections === HOT.connections && limit !== 'password-hash';
  const warmUpSeconds = isHot ? HOT.warmUpSeconds : undefined;
  const most = (seconds + (warmUpSeconds ?? 0)) * MOST_ONCE_PER_SECOND;
  const requests = await endpoint.requests(stage, Math.ceil(most));
  const check: ((outcomes: Outcomes) => Promise<void>) | undefined = await endpoint.watch?.(stage);
  const { cell, outcomes } = await measureCell({
    row,
    plan: { connections, work: { kind: 'http', url: system.urls[service], requests, once, expect } },
    rootPid: system.pid,
    seconds,
    warmUpSeconds,
    ...(parts && { partNames: () => namesOf(system) }),
  });
  progress.cell(cell);
  await check?.(outcomes);
  return cell;
}

const namesOf = async ({ urls }: System): Promise<PartNames> => partNames(await readStatus(urls.engine));
