import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { parameterDefaults } from '#stacks/parameter-defaults';
import { temporaryFolder } from './synthesis.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The part of the Compose file format that is used here; a key that is not in it is a slip of the pen. */
const Service = z.strictObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()),
  volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z.strictObject({
    test: z.array(z.string()).min(2),
    interval: z.string(),
    timeout: z.string(),
    retries: z.int(),
  }),
});
const Compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});

const { services, volumes } = Compose.parse(parse(read('docker-compose.yml')));
const each = Object.entries(services);

test('every image is pinned to a release, and every service is an image or is built', () => {
  const froms = [...read('infra/localstack/Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  const images = each.flatMap(([, { image, build }]) => (build ? froms : [image]));

  expect(images.length).toBeGreaterThan(4);
  for (const image of images) expect(image).toMatch(/^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
});

test('nothing is published beyond loopback', () => {
  for (const [, { ports }] of each) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

test('what a service depends on exists, and so does what it mounts', () => {
  for (const [name, { depends_on = {}, volumes: mounts = [] }] of each) {
    for (const other of Object.keys(depends_on)) expect(services, name).toHaveProperty(other);
    for (const [source = ''] of mounts.map((mount) => mount.split(':'))) {
      if (source.startsWith('.')) expect(read(source).length).toBeGreaterThan(0);
      else expect(volumes).toHaveProperty(source);
    }
  }
});

test('a deployment that is told nothing finds its stores by the names of the services', () => {
  const { DatabaseUrl, RedisUrl } = parameterDefaults({ LOCALSTACK_DATA_DIR: temporaryFolder() });
  const { hostname, username, pathname } = new URL(DatabaseUrl ?? '');
  const { POSTGRES_USER, POSTGRES_DB } = services.postgres?.environment ?? {};

  expect([username, pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`]);
  expect(services).toHaveProperty(hostname);
  expect(services).toHaveProperty(new URL(RedisUrl ?? '').hostname);
});

test('the gateway listens where it is published', () => {
  const listening = [...read('infra/gateway/gateway.conf.template').matchAll(/listen (\d+);/g)].map(
    ([, port]) => port,
  );
  const published = services.gateway?.ports.map((port) => port.split(':').at(-1));

  expect(published).toEqual(listening);
});
