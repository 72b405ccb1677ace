import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { SpanDimensions } from './known-names.ts';

export const INFRA = join(import.meta.dirname, '..', '..');

export const readInfra = (...path: readonly string[]): string => readFileSync(join(INFRA, ...path), 'utf8');
export const readInfraYaml = (...path: readonly string[]): unknown => parse(readInfra(...path));

const Named = z.object({ name: z.string() });
const Collector = z.object({
  connectors: z.object({
    span_metrics: z.object({ dimensions: z.array(Named), calls_dimensions: z.array(Named) }),
  }),
});

export function spanDimensions(): SpanDimensions {
  const { dimensions, calls_dimensions } = Collector.parse(readInfraYaml('otel-collector', 'config.yaml'))
    .connectors.span_metrics;
  const names = (list: typeof dimensions): string[] => list.map(({ name }) => name);
  return { dimensions: names(dimensions), callsDimensions: names(calls_dimensions) };
}

const DataSources = z.strictObject({
  apiVersion: z.literal(1),
  datasources: z.array(
    z.strictObject({
      name: z.string(),
      uid: z.string(),
      type: z.enum(['prometheus', 'loki', 'tempo']),
      access: z.literal('proxy'),
      url: z.url(),
      isDefault: z.boolean().optional(),
      jsonData: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const dataSources = (): z.infer<typeof DataSources>['datasources'] =>
  DataSources.parse(readInfraYaml('grafana', 'provisioning', 'datasources', 'datasources.yaml')).datasources;

export const dashboardFiles = (): string[] => readdirSync(join(INFRA, 'grafana', 'dashboards'));
