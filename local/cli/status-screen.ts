import type { EngineStatus } from '#shared/cli/engine-status';
import type { UsedMemory } from './used-memory.ts';

const NAME_WIDTH = 12;
const MEMORY_WIDTH = 8;
const MB = 1e6;
const MS_PER_MINUTE = 60_000;
const MINUTES_PER_HOUR = 60;

function duration(sinceMs: number): string {
  const minutes = Math.floor((Date.now() - sinceMs) / MS_PER_MINUTE);
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  return hours > 0 ? `${hours} h ${minutes % MINUTES_PER_HOUR} min` : `${minutes} min`;
}

function backendLine({ backends, backendStates }: EngineStatus, name: string): string {
  const { state = 'unknown', restarts = 0, problem } = backendStates[name] ?? {};
  const pid = backends[name];
  const process = state === 'up' && pid ? `, process ${pid}` : '';
  const again = restarts > 0 ? `, started again ${restarts === 1 ? 'once' : `${restarts} times`}` : '';
  return `${state}${process}${again}${problem === undefined ? '' : `: ${problem}`}`;
}

function telemetryLine({ telemetry, urls }: EngineStatus): string {
  if (telemetry === 'off') return 'off';
  const { forwardTo, problem } = telemetry;
  const forwarded = forwardTo ? `, and forwarded to ${forwardTo}` : '';
  return `${urls.engine}/traces${forwarded}${problem === undefined ? '' : `: ${problem}`}`;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

const counted = (environments: number): string =>
  environments === 1 ? '1 environment' : `${environments} environments`;

/** One row for all processes, and one for each function that has environments, the greatest first. */
function memoryRows({ functions }: EngineStatus, memory: UsedMemory | undefined): string[][] {
  if (!memory) return [];
  const rows = Object.entries(memory.functionBytes)
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([key, bytes]) =>
        `${megabytes(bytes).padStart(MEMORY_WIDTH)}  ${key}, ${counted(functions[key]?.size ?? 0)}`,
    );
  return [
    ['memory', `${megabytes(memory.bytes)} in ${memory.processes} processes`],
    ...rows.map((text) => ['', text]),
  ];
}

export function screen(status: EngineStatus, memory?: UsedMemory): string {
  const pools = Object.values(status.functions);
  const sum = (of: 'size' | 'waiting'): number => pools.reduce((total, pool) => total + pool[of], 0);
  const rows = [
    ['running', `for ${duration(Date.parse(status.since))}, since ${status.since}, process ${status.pid}`],
    ['data', status.dataDir],
    ...Object.entries(status.urls),
    ...Object.keys(status.backendStates).map((name) => [name, backendLine(status, name)]),
    ['functions', `${pools.length}, in ${sum('size')} environments; ${sum('waiting')} calls wait for one`],
    ...memoryRows(status, memory),
    ['telemetry', telemetryLine(status)],
    ['log', `level ${status.log.level}; ${status.log.droppedLines} lines dropped`],
  ];
  return rows.map(([name = '', text]) => `${name.padEnd(NAME_WIDTH)}${text}\n`).join('');
}
