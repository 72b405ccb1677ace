import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { expect, onTestFinished, test } from 'vitest';
import { createMetricExporter } from './metric-exporter.ts';
import { OtlpSender } from './otlp-sender.ts';

interface Metrics {
  readonly resourceMetrics: readonly {
    readonly scopeMetrics: readonly {
      readonly metrics: readonly { readonly name: string; readonly sum?: Sum }[];
    }[];
  }[];
}
interface Sum {
  readonly aggregationTemporality: number;
  readonly dataPoints: readonly { readonly asDouble?: number; readonly asInt?: number | string }[];
}

const DELTA = 1;

test('counts made while no receiver answers reach it afterwards, each once and in order', async () => {
  let status = 503;
  const sums: Sum[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { resourceMetrics } = JSON.parse(Buffer.concat(chunks).toString()) as Metrics;
    const [metric] = resourceMetrics.flatMap(({ scopeMetrics }) =>
      scopeMetrics.flatMap(({ metrics }) => metrics),
    );
    if (status === 200 && metric?.sum) sums.push(metric.sum);
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const sender = new OtlpSender({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const exporter = createMetricExporter(sender);
  const meters = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
  });
  onTestFinished(async () => {
    await meters.shutdown();
    sender.close();
    server.closeAllConnections();
    server.close();
  });
  const counter = meters.getMeter('test').createCounter('n');

  counter.add(1);
  await meters.forceFlush();
  counter.add(2);
  await meters.forceFlush();
  status = 200;
  await expect
    .poll(async () => {
      await meters.forceFlush();
      return sums.map(({ dataPoints }) => Number(dataPoints[0]?.asDouble ?? dataPoints[0]?.asInt));
    })
    .toEqual([1, 2]);

  expect(sums.every(({ aggregationTemporality }) => aggregationTemporality === DELTA)).toBe(true);
  expect(sender.dropped.metrics).toBe(0);
});
