import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePorts } from '#tests/support/free-ports';
import { requireBinaries } from '#tests/support/programs/collector-binaries';
import { Program } from './program.ts';
import { PrometheusApi } from './prometheus.ts';
import { TelemetryFile } from './telemetry-file.ts';

export interface TelemetryStack extends AsyncDisposable {
  /** Address of the collector for OTLP/HTTP. */
  readonly endpoint: string;
  readonly collector: Program;
  readonly prometheus: PrometheusApi;
  /** The data that the collector would send to Tempo and to Loki. */
  readonly file: TelemetryFile;
}

export interface StackOptions {
  /** @default the one that is shipped */
  readonly prometheusConfig?: string;
}

const INFRA = join(import.meta.dirname, '..', '..', 'infra');
export const COLLECTOR_CONFIG = join(INFRA, 'otel-collector', 'config.yaml');
export const PROMETHEUS_CONFIG = join(INFRA, 'prometheus', 'prometheus.yml');
const OVERLAY = join(import.meta.dirname, 'collector-overlay.yaml');

/** The collector and Prometheus as they are shipped, but with files in place of Tempo and Loki. */
export async function startStack(options: StackOptions = {}): Promise<TelemetryStack> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-telemetry-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const [web = 0, http = 0, grpc = 0, health = 0] = await freePorts(4);
  const url = `http://127.0.0.1:${web}`;
  const binaries = requireBinaries();
  const prometheus = Program.start({
    command: binaries.prometheus,
    args: [
      `--config.file=${options.prometheusConfig ?? PROMETHEUS_CONFIG}`,
      `--storage.tsdb.path=${join(folder, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${web}`,
      '--web.enable-remote-write-receiver',
      '--enable-feature=exemplar-storage',
    ],
    logPath: join(folder, 'prometheus.log'),
    healthUrl: `${url}/-/ready`,
  });
  const path = join(folder, 'otlp.jsonl');
  const collector = Program.start({
    command: binaries.collector,
    args: ['--config', COLLECTOR_CONFIG, '--config', OVERLAY],
    environment: {
      OTLP_LISTEN: '127.0.0.1',
      OTLP_HTTP_PORT: String(http),
      OTLP_GRPC_PORT: String(grpc),
      HEALTH_PORT: String(health),
      SPAN_METRICS_FLUSH: '1s',
      COUNTERS_FLUSH: '1s',
      METRICS_ENDPOINT: `${url}/api/v1/write`,
      OTLP_FILE: path,
    },
    logPath: join(folder, 'collector.log'),
    healthUrl: `http://127.0.0.1:${health}/`,
  });
  for (const started of await Promise.allSettled([prometheus, collector]))
    if (started.status === 'fulfilled') stack.use(started.value);
  await prometheus;
  const program = await collector;
  const kept = stack.move();
  return {
    endpoint: `http://127.0.0.1:${http}`,
    collector: program,
    prometheus: new PrometheusApi(url),
    file: new TelemetryFile(path),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** Waits for `look` to stop throwing, and gives what it found. */
export const until = <T>(look: () => T | Promise<T>, timeoutMs = WITHIN_MS): Promise<T> =>
  vi.waitFor(look, { timeout: timeoutMs, interval: LOOK_EVERY_MS });
