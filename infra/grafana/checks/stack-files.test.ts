import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { ownMounts, readCompose } from '#tests/support/compose-file';
import { ROOT } from '#tests/support/source-files';
import { dataSources, readInfra, readInfraYaml } from './shipped.ts';

const { services } = readCompose('infra/docker-compose.yml');
const portsInside = Object.fromEntries(
  Object.entries(services).map(([name, { ports }]) => [name, ports.map((port) => port.split(':').at(-1))]),
);

test('every port can be another one', () => {
  for (const { ports } of Object.values(services))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+_PORT:-(\d+)\}:\1$/);
});

test('every file that a command names is mounted', () => {
  for (const [name, service] of Object.entries(services)) {
    for (const [, path = ''] of (service.command ?? []).join(' ').matchAll(/config[.-]?\w*=(\S+)/g)) {
      const mount = ownMounts(service).find(({ target }) => path.startsWith(`${target}/`));
      if (!mount) throw new Error(`${name}: ${path} is not mounted`);
      expect(existsSync(join(ROOT, mount.source, path.slice(mount.target.length))), path).toBe(true);
    }
  }
});

test('Grafana asks the internet for nothing, and lets in who the documents say', () => {
  expect(services.grafana?.environment).toMatchObject({
    GF_SECURITY_ADMIN_USER: expect.stringContaining(':-admin}'),
    GF_SECURITY_ADMIN_PASSWORD: expect.stringContaining(':-password}'),
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PREINSTALL_AUTO_UPDATE: 'false',
  });
});

test('each data source is a service of compose at the port that it serves', () => {
  for (const { uid, type, url } of dataSources()) {
    const { hostname, port } = new URL(url);
    expect([uid, hostname]).toEqual([type, type]);
    expect(portsInside[hostname], url).toContain(port);
  }
});

test('data sources are linked both ways, and only to one another', () => {
  const sources = dataSources();
  const known = sources.map(({ uid }) => uid);
  const linksOf = (value: unknown): string[] =>
    [...JSON.stringify(value).matchAll(/"datasourceUid":"(\w+)"/g)].map(([, uid = '']) => uid);
  const links = Object.fromEntries(sources.map(({ uid, jsonData }) => [uid, linksOf(jsonData)]));

  expect(links.prometheus).toEqual(['tempo']);
  expect(links.loki).toEqual(['tempo']);
  expect(new Set(links.tempo)).toEqual(new Set(['prometheus', 'loki']));
  expect(known).toEqual(expect.arrayContaining(Object.values(links).flat()));
});

test('a dollar sign that Grafana itself fills in is written twice', () => {
  const text = readInfra('grafana', 'provisioning', 'datasources', 'datasources.yaml').replace(/^#.*$/gm, '');

  expect(text.match(/(?<!\$)\$(?!\$)/g)).toBeNull();
  expect(text).toContain('trace_id = "$${__trace.traceId}"');
});

test('dashboards are looked for where they are mounted', () => {
  const Providers = z.object({ providers: z.array(z.object({ options: z.object({ path: z.string() }) })) });
  const { providers } = Providers.parse(
    readInfraYaml('grafana', 'provisioning', 'dashboards', 'dashboards.yaml'),
  );
  const targets = services.grafana ? ownMounts(services.grafana).map(({ target }) => target) : [];

  expect(targets).toEqual(expect.arrayContaining(providers.map(({ options }) => options.path)));
});

test('the collector sends to services of compose, at ports that they listen on', () => {
  const defaults = [
    ...readInfra('otel-collector', 'config.yaml').matchAll(/_ENDPOINT:-(?:http:\/\/)?([\w.-]+):(\d+)/g),
  ];
  const tempo = z
    .object({ distributor: z.object({ receivers: z.object({ otlp: z.unknown() }) }) })
    .parse(readInfraYaml('tempo', 'tempo.yaml'));
  const listening = { ...portsInside, tempo: JSON.stringify(tempo.distributor).match(/\d{4}/g) };

  expect(defaults.map(([, host]) => host)).toEqual(['tempo', 'loki', 'prometheus']);
  for (const [, host = '', port] of defaults)
    expect(listening).toHaveProperty(host, expect.arrayContaining([port]));
});

test('the settings of Tempo have nothing that only its releases before 3 understood', () => {
  const settings = Object.keys(z.record(z.string(), z.unknown()).parse(readInfraYaml('tempo', 'tempo.yaml')));

  for (const old of ['ingester', 'ingester_client', 'compactor', 'metrics_generator_client'])
    expect(settings).not.toContain(old);
});

test('Loki makes no stream of an environment', () => {
  const text = readInfra('loki', 'loki.yaml');

  expect(text).toContain('ignore_defaults: true');
  expect(text).toContain('attributes: [service.name, service.namespace]');
});
