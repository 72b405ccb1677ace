import type { Metafile } from 'esbuild';

/** Limit of the bytes that a cold start parses. */
const BUDGET_BYTES = 350_000;
/** The client of Redis alone is 135 kB. */
const BUDGET_WITH_REDIS_BYTES = 500_000;
/** Additional limit for telemetry: its part of the bundle, and the file beside it that is read only where it is on. */
const TELEMETRY_BUDGET_BYTES = 150_000;

const TELEMETRY = /^(node_modules\/@opentelemetry|shared\/telemetry)\//;

export interface BundleSize {
  /** `<service>/<name>` */
  readonly name: string;
  /** Size without telemetry. */
  readonly bytes: number;
  readonly budgetBytes: number;
  /** Size of telemetry. */
  readonly telemetryBytes: number;
}

/** @param telemetryFile the output that is copied beside every bundle */
export function measureBundles({ outputs }: Pick<Metafile, 'outputs'>, telemetryFile: string): BundleSize[] {
  const besideBytes = Object.entries(outputs).find(([path]) => path.endsWith(telemetryFile))?.[1].bytes ?? 0;
  return Object.entries(outputs)
    .filter(([path]) => path.endsWith('index.mjs'))
    .map(([path, { bytes, inputs }]) => {
      const name = path.split('/').slice(-3, -1).join('/');
      const hasRedis = Object.keys(inputs).some((input) => input.includes('node_modules/ioredis/'));
      const budgetBytes = hasRedis ? BUDGET_WITH_REDIS_BYTES : BUDGET_BYTES;
      const insideBytes = Object.entries(inputs)
        .filter(([input]) => TELEMETRY.test(input))
        .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
      return {
        name,
        bytes: bytes - insideBytes,
        budgetBytes,
        telemetryBytes: insideBytes + besideBytes,
      };
    });
}

export function overBudget({ name, bytes, budgetBytes, telemetryBytes }: BundleSize): string[] {
  const over: string[] = [];
  if (bytes > budgetBytes) over.push(`${name} is ${kilobytes(bytes)}, allowed are ${kilobytes(budgetBytes)}`);
  if (telemetryBytes > TELEMETRY_BUDGET_BYTES)
    over.push(
      `telemetry adds ${kilobytes(telemetryBytes)} to ${name}, allowed are ${kilobytes(TELEMETRY_BUDGET_BYTES)}`,
    );
  return over;
}

export function sizeTable(sizes: readonly BundleSize[]): string {
  const width = Math.max(...sizes.map(({ name }) => name.length));
  return sizes
    .map(({ name, bytes, budgetBytes, telemetryBytes }) => {
      const budget = ` of ${kilobytes(budgetBytes)}`;
      return `${name.padEnd(width)} ${kilobytes(bytes).padStart(8)}${budget}  + ${kilobytes(telemetryBytes)} telemetry`;
    })
    .join('\n');
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
