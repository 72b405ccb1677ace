import { join } from 'node:path';
import { inSpan } from '#shared/telemetry/tracing';
import { measureColdStart } from './cold-starts.ts';
import { openCollectors } from './collectors.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type Contender, measureInterleaved, type Rounds } from './interleaved.ts';
import { type MedianInterval, medianInterval } from './median-interval.ts';
import { startSystem } from './system.ts';
import { type AddedCost, addedCost, type TroubledRatio, troubledRatios } from './telemetry-rounds.ts';

/** Cost of telemetry, measured by systems with and without it in turns. */
export interface TelemetryCost {
  readonly added: AddedCost;
  readonly troubled: readonly TroubledRatio[];
  readonly errors: number;
  /** Milliseconds that it adds to the start of an environment of order/place-order. */
  readonly coldStartMs: MedianInterval;
  /** Microseconds that a span costs where telemetry is off. */
  readonly offSpanUs: number;
}

export interface TelemetryContext {
  readonly signal: AbortSignal;
  say(text: string): void;
}

/** One call of one function, and the call that leads to most others. */
const ROWS = ['get-menu', 'place-order'] as const;
const ROUNDS = 12;
const COLD_STARTS = 12;
const TURN = { rounds: ROUNDS, connections: 8, seconds: 1, warmUpSeconds: 6 };
const SPANS = 200_000;

export async function measureTelemetry(folder: string, context: TelemetryContext): Promise<TelemetryCost> {
  await using collectors = await openCollectors();
  const offAndOn = await takeTurns(
    folder,
    { off: { enabled: false }, on: { enabled: true } },
    context,
    (contenders) => coldStartMs(folder, contenders),
  );
  const troubled = await takeTurns(
    folder,
    {
      taking: { forwardTo: collectors.taking },
      gone: { forwardTo: collectors.gone },
      hanging: { forwardTo: collectors.hanging },
    },
    context,
    async () => undefined,
  );
  return {
    added: addedCost(offAndOn.rounds),
    troubled: troubledRatios(troubled.rounds),
    errors: [...offAndOn.rounds, ...troubled.rounds].reduce((sum, [, { errors }]) => sum + errors, 0),
    coldStartMs: offAndOn.extra,
    offSpanUs: await offSpanUs(),
  };
}

interface Turns<Extra> {
  readonly rounds: readonly (readonly [string, Rounds])[];
  readonly extra: Extra;
}

async function takeTurns<Extra>(
  folder: string,
  variants: Readonly<Record<string, { readonly enabled?: boolean; readonly forwardTo?: string }>>,
  { signal, say }: TelemetryContext,
  more: (contenders: readonly Contender[]) => Promise<Extra>,
): Promise<Turns<Extra>> {
  await using stack = new AsyncDisposableStack();
  const contenders: Contender[] = [];
  for (const [name, telemetry] of Object.entries(variants)) {
    signal.throwIfAborted();
    const dataDir = join(folder, `telemetry-${name}`);
    contenders.push({ name, system: stack.use(await startSystem({ dataDir, telemetry })) });
  }
  const extra = await more(contenders);
  const rounds: [string, Rounds][] = [];
  for (const endpoint of ENDPOINTS.filter(({ row }) => ROWS.some((wanted) => wanted === row))) {
    say(`telemetry: ${endpoint.row}, ${ROUNDS} turns each of ${Object.keys(variants).join(', ')}`);
    rounds.push([endpoint.row, await measureInterleaved(endpoint, contenders, { ...TURN, signal })]);
  }
  return { rounds, extra };
}

async function coldStartMs(folder: string, contenders: readonly Contender[]): Promise<MedianInterval> {
  const [off, on] = contenders.map(({ name, system }) => {
    const spec = system.functions['order/place-order'];
    if (!spec) throw new Error('there is no place-order');
    const cache = join(folder, `telemetry-${name}`, 'compile-cache');
    return () => measureColdStart(spec, cache);
  });
  const added: number[] = [];
  for (let round = 0; off && on && round < COLD_STARTS; round++) {
    const offMs = await off();
    added.push((await on()) - offMs);
  }
  return medianInterval(added);
}

/** Measures a span in this process, where telemetry is off. */
async function offSpanUs(): Promise<number> {
  const nothing = async (): Promise<void> => undefined;
  const spend = async (): Promise<void> => {
    for (let i = 0; i < SPANS; i++) await inSpan('x', {}, nothing);
  };
  await spend();
  const before = process.cpuUsage();
  await spend();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SPANS;
}
