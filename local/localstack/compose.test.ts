import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readCompose } from '#tests/support/compose-file';
import { freePorts } from '#tests/support/free-ports';
import { type Ended, runScript } from '#tests/support/programs/run-script';
import { openDataDir } from '../host/data-dir.ts';
import { composeUp } from './compose.ts';
import { readContainers } from './compose-command.ts';
import { PUBLISHED } from './published-ports.ts';
import { readLocalStackSettings } from './settings.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const NODE = join(process.execPath, '..');

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A `docker` that runs these shell lines and logs its calls. @returns its folder and the calls so far */
function fakeDocker(lines: string): { readonly path: string; calls(): string[] } {
  const path = newFolder();
  const log = join(path, 'calls');
  const script = `#!/bin/sh\necho "$USER_PORT $REDIS_PORT $*" >>${log}\n${lines}\n`;
  writeFileSync(join(path, 'docker'), script, { mode: 0o755 });
  writeFileSync(log, '');
  return { path, calls: () => readFileSync(log, 'utf8').trim().split('\n') };
}

const main = (path: string, dataDir: string, ...words: string[]): Promise<Ended> =>
  runScript(MAIN, words, { PATH: [path, NODE].join(delimiter), LOCALSTACK_DATA_DIR: dataDir });

const containerOf = (service: string, ...ports: readonly (readonly [number, number])[]): string =>
  JSON.stringify({
    Service: service,
    State: 'running',
    Publishers: ports.map(([TargetPort, PublishedPort]) => ({ TargetPort, PublishedPort })),
  });

test('every port of docker-compose.yml has the variable, the default and the port inside that up counts on', () => {
  const { services } = readCompose('docker-compose.yml');
  const published = Object.entries(services)
    .filter(([, { profiles }]) => profiles.length === 0)
    .flatMap(([service, { ports }]) => ports.map((port) => `${service} ${port}`));
  const defaults = { localstack: 4566, postgres: 5432, redis: 6379 };

  expect(published.sort()).toEqual(
    Object.entries(PUBLISHED)
      .map(([name, { service, target, variable }]) => {
        const number = defaults[name as keyof typeof defaults] ?? target;
        return `${service} 127.0.0.1:\${${variable}:-${number}}:${target}`;
      })
      .sort(),
  );
});

test('up gives Compose the chosen ports, and returns those that the containers have', async () => {
  const [user = 0, redis = 0] = await freePorts(2);
  const listed = join(newFolder(), 'containers');
  const docker = fakeDocker(
    `case "$*" in *' ps '*) cat ${listed} 2>/dev/null ;; *' up '*) mv ${listed}.next ${listed} ;; esac; exit 0`,
  );
  const lines = [
    containerOf('gateway', [8001, user], [8002, 7002], [8003, 7003], [8080, 7080]),
    containerOf('localstack', [4566, 7566]),
    containerOf('postgres', [5432, 7432]),
    containerOf('redis', [6379, redis]),
  ];
  writeFileSync(`${listed}.next`, lines.join('\n'));
  vi.stubEnv('PATH', [docker.path, '/usr/bin', '/bin'].join(delimiter));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const [restaurant, order, gateway, localstack, postgres] = await freePorts(5);
  const settings = readLocalStackSettings({
    USER_PORT: String(user),
    REDIS_PORT: String(redis),
    RESTAURANT_PORT: String(restaurant),
    ORDER_PORT: String(order),
    GATEWAY_PORT: String(gateway),
    LOCALSTACK_PORT: String(localstack),
    POSTGRES_PORT: String(postgres),
    LOCALSTACK_DATA_DIR: newFolder(),
  });

  expect(await composeUp(settings)).toEqual({
    endpoint: 'http://127.0.0.1:7566',
    urls: {
      user: `http://localhost:${user}`,
      restaurant: 'http://localhost:7002',
      order: 'http://localhost:7003',
      gateway: 'http://localhost:7080',
    },
    databaseUrl: 'postgresql://food_delivery@127.0.0.1:7432/food_delivery',
    redisUrl: `redis://127.0.0.1:${redis}`,
  });
  expect(docker.calls()).toContain(`${user} ${redis} compose up --detach --build --wait`);
});

test('up refuses a taken port at once, and a port that two variables name', async () => {
  const docker = fakeDocker('exit 0');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as { port: number };
  const run = (variables: Record<string, string>): Promise<Ended> =>
    runScript(MAIN, ['up'], {
      PATH: [docker.path, NODE].join(delimiter),
      LOCALSTACK_DATA_DIR: newFolder(),
      ...variables,
    });

  expect((await run({ POSTGRES_PORT: String(port), REDIS_PORT: String(port) })).stderr).toBe(
    `error: POSTGRES_PORT and REDIS_PORT are both ${port}; give one of them another port\n`,
  );
  const free = await freePorts(6);
  const names = ['USER', 'RESTAURANT', 'ORDER', 'GATEWAY', 'LOCALSTACK', 'REDIS'];
  const others = Object.fromEntries(names.map((name, index) => [`${name}_PORT`, String(free[index])]));
  expect((await run({ ...others, POSTGRES_PORT: String(port) })).stderr).toBe(
    `error: Port ${port} (PostgreSQL) is taken by another program; choose another one with POSTGRES_PORT=<port>.\n`,
  );
  expect(docker.calls().join()).not.toContain(' up ');
});

test('up beside a system without Docker is refused, and its addresses stay', async () => {
  const dataDir = newFolder();
  const docker = fakeDocker('exit 0');
  const open = await openDataDir(dataDir);
  onTestFinished(() => open.close());
  const parameters = join(dataDir, 'parameters.json');
  writeFileSync(parameters, '{"DatabaseUrl":"postgresql://its-own"}');

  const { exitCode, stderr } = await main(docker.path, dataDir, 'up');

  expect([exitCode, stderr]).toEqual([
    2,
    `error: LocalStack runs without Docker on ${dataDir}, process ${process.pid}: ` +
      'npm run localstack:up -- --host deploys to it, npm run localstack:down stops it\n',
  ]);
  expect(readFileSync(parameters, 'utf8')).toContain('its-own');
  expect(docker.calls()).toEqual(['']);
});

const OFF = 'case "$1" in version) exit 1 ;; esac';
const NO_PLUGIN = 'case "$1" in compose) exit 1 ;; esac';

test.each([
  [OFF, "Docker's daemon does not answer (`docker version` says why)"],
  [
    NO_PLUGIN,
    'docker has no compose plugin (Debian: docker-compose, Ubuntu and Docker: docker-compose-plugin)',
  ],
])('where docker cannot be used, up says why; down and reset do the rest (%#)', async (lines, why) => {
  const { path } = fakeDocker(lines);
  const dataDir = newFolder();

  expect((await main(path, dataDir, 'up')).stderr).toBe(
    `error: ${why}; without Docker: npm run localstack:up -- --host\n`,
  );
  expect(await main(path, dataDir, 'down')).toEqual({
    exitCode: 0,
    stdout: `nothing is running; ${why}\n`,
    stderr: '',
  });
  expect(await main(path, dataDir, 'reset')).toEqual({
    exitCode: 0,
    stdout: `deleted ${dataDir}\ncontainers and volumes are left as they were: ${why}\n`,
    stderr: '',
  });
  expect(existsSync(dataDir)).toBe(false);
});

test('where docker is missing, down and reset say nothing of it', async () => {
  const dataDir = newFolder();

  expect((await main('/nowhere', dataDir, 'down')).stdout).toBe('nothing is running\n');
  expect((await main('/nowhere', dataDir, 'status')).stdout).toBe('nothing is running\n');
  expect((await main('/nowhere', dataDir, 'reset')).stdout).toBe(`deleted ${dataDir}\n`);
});

test('down removes the containers of Grafana too, with their unnamed volumes; reset removes every volume', async () => {
  const { path, calls } = fakeDocker(`case "$*" in *' ps '*) echo '${containerOf('grafana')}' ;; esac`);

  await main(path, newFolder(), 'down');
  await main(path, newFolder(), 'down', '--host');
  await main(path, newFolder(), 'reset');

  const changing = calls().filter((call) => / (rm|down) /.test(call));
  expect(changing.map((call) => call.slice(call.indexOf('compose')))).toEqual([
    'compose --profile observability rm --stop --force --volumes',
    'compose --profile observability down --remove-orphans',
    'compose --profile observability down --volumes --remove-orphans',
  ]);
});

test('containers are read as old and new releases of Compose list them', () => {
  const lines = [containerOf('redis', [6379, 1]), '{"Service":"tempo","State":"exited","Publishers":null}'];

  expect(readContainers(`[${lines.join(',')}]`)).toEqual(readContainers(lines.join('\n')));
  expect(readContainers('\n')).toEqual([]);
  expect(readContainers(lines.join('\n')).map(({ Publishers }) => Publishers.length)).toEqual([1, 0]);
});
