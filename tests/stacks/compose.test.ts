import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORS_HEADERS } from '#shared/http/cors';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { parameterDefaults } from '#stacks/parameter-defaults';
import { type ComposeService, ownMounts, readCompose } from '#tests/support/compose-file';
import { ROOT, readText } from '#tests/support/source-files';
import { temporaryFolder } from './synthesis.ts';

const root = readCompose('docker-compose.yml');
const infra = readCompose('infra/docker-compose.yml');
const { services, volumes } = root;

const publishedOf = ({ ports }: ComposeService): string[] =>
  ports.map(
    (port) =>
      port
        .replaceAll(/\$\{\w+:-(\d+)\}/g, '$1')
        .split(':')
        .at(-2) ?? '',
  );

describe.each([
  ['docker-compose.yml', root],
  ['infra/docker-compose.yml', infra],
] as const)('%s', (_, compose) => {
  const each = Object.entries(compose.services);

  test('every image is pinned to a release, and every service is an image or is built', () => {
    const froms = [...readText('infra/localstack/Dockerfile').matchAll(/^FROM (\S+)/gm)].map(
      ([, image]) => image,
    );
    const images = each.flatMap(([, { image, build }]) => (build ? froms : [image]));

    expect(images.length).toBeGreaterThan(4);
    for (const image of images) expect(image).toMatch(/^[a-z/-]+:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  test('nothing is published beyond loopback, and nothing twice', () => {
    for (const [, { ports }] of each) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    const published = each.flatMap(([, service]) => publishedOf(service));
    expect(new Set(published).size).toBe(published.length);
  });

  test('what a service depends on exists, and so does what it mounts', () => {
    for (const [name, service] of each) {
      for (const other of Object.keys(service.depends_on ?? {}))
        expect(compose.services, name).toHaveProperty(other);
      for (const { source } of ownMounts(service))
        expect(statSync(join(ROOT, source)).size).toBeGreaterThan(0);
      for (const [source = ''] of (service.volumes ?? []).map((mount) => mount.split(':')))
        if (!source.startsWith('.')) expect(compose.volumes).toHaveProperty(source);
    }
  });

  test('a file that an image copies is in the folder it is built from', () => {
    for (const [, { build }] of each) {
      if (!build) continue;
      const copies = readText(join(build.context, 'Dockerfile')).matchAll(/^COPY (?:--from=(\S+) )?(\S+)/gm);
      for (const [, from, path = ''] of copies) {
        const folder = from === undefined ? build.context : build.additional_contexts[from];
        if (folder !== undefined) expect(statSync(join(ROOT, folder, path)).size).toBeGreaterThan(0);
      }
    }
  });

  test('every service has a health check, but for the collector, which has nothing to ask with', () => {
    const silent = each.filter(([, { healthcheck }]) => !healthcheck).map(([name]) => name);

    expect(silent).toEqual(['otel-collector']);
  });
});

test('a deployment without parameters finds its stores by the names of the services', () => {
  const { DatabaseUrl, RedisUrl } = parameterDefaults({ LOCALSTACK_DATA_DIR: temporaryFolder() });
  const { hostname, username, pathname } = new URL(DatabaseUrl ?? '');
  const { POSTGRES_USER, POSTGRES_DB } = services.postgres?.environment ?? {};

  expect([username, pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`]);
  expect(services).toHaveProperty(hostname);
  expect(services).toHaveProperty(new URL(RedisUrl ?? '').hostname);
});

test('the gateway listens where it is published', () => {
  const listening = [...readText('infra/gateway/gateway.conf.template').matchAll(/listen (\d+);/g)].map(
    ([, port]) => port,
  );
  const published = services.gateway?.ports.map((port) => port.split(':').at(-1));

  expect(published).toEqual(listening);
});

test('answers of nginx have the header by which pages of other origins read those of the services', () => {
  const exposed = CORS_HEADERS['access-control-expose-headers'] ?? 'none';

  for (const file of [
    'gateway/gateway.conf.template',
    'localstack/plugin/localstack_processes/not_deployed.py',
  ])
    expect(readText(`infra/${file}`)).toContain(`"${exposed}"`);
});

test('both files start the same containers for observability, at the root only when asked to', () => {
  const { name, services: own, volumes: kept } = infra;
  const withProfile = Object.entries(services).filter(([, { profiles }]) => profiles.length > 0);

  expect(name).toBe(root.name);
  expect(withProfile).toEqual(
    Object.entries(own).map(([key, service]) => [key, { ...service, profiles: ['observability'] }]),
  );
  expect(volumes).toMatchObject(kept);
});

test('the gateway in front of LocalStack has the prefixes of the path router', () => {
  const mapped = readText('infra/gateway/gateway.conf.template').matchAll(
    /"~\^(\/api\/\w+)\(\S+"\s+(\w+)\/local/g,
  );

  expect(Object.fromEntries([...mapped].map(([, prefix, service]) => [service, prefix]))).toEqual(
    mapValues(SERVICES, ({ prefix }) => prefix),
  );
});

test('every variable of the files is documented', () => {
  const read = ['docker-compose.yml', 'infra/docker-compose.yml'].flatMap((file) =>
    [...readText(file).matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name),
  );
  const documented = readText('docs/docker.md');

  expect(read.length).toBeGreaterThan(10);
  expect(read.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
