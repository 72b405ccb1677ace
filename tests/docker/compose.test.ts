import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORS_HEADERS } from '#shared/http/cors';
import { createApi, send } from '#tests/support/api/client';
import { type Ended, runScript } from '#tests/support/programs/run-script';
import { docker, ownPorts } from './own-containers.ts';

const PROJECT = `food-delivery-test-${process.pid}`;
const GRACE_MS = 10_000;

describe('the containers of docker-compose.yml', { tags: ['docker'] }, async () => {
  const { variables, urls } = await ownPorts('LOCALSTACK', 'POSTGRES', 'REDIS', 'OTLP_GRPC', 'OTLP_HTTP');
  const dataDir = mkdtempSync(join(tmpdir(), 'food-delivery-docker-'));
  const env = { ...variables, COMPOSE_PROJECT_NAME: PROJECT, LOCALSTACK_DATA_DIR: dataDir };
  const localstack = (...words: string[]): Promise<Ended> =>
    runScript('local/localstack/main.ts', words, env);
  const compose = (...args: string[]): Promise<string> => docker(['compose', ...args], env);
  const listed = (what: 'container' | 'network' | 'volume', ...options: string[]): Promise<string> =>
    docker([what, 'ls', ...options, '--quiet', '--filter', `label=com.docker.compose.project=${PROJECT}`]);
  const api = createApi(urls);
  let volumesBefore: string;

  beforeAll(async () => {
    volumesBefore = await docker(['volume', 'ls', '--quiet']);
    const { exitCode, stderr, stdout } = await localstack('up');
    expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
    expect(stdout).toContain('nothing is deployed to this LocalStack yet');
    expect(stdout).toContain(urls.gateway);
  });

  afterAll(async () => {
    await localstack('reset');
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('an order goes through on the chosen ports, and status prints them', async () => {
    const user = await api.newUser();

    expect((await api.order(user, [{ menu_id: 1, quantity: 2 }])).body).toMatchObject({
      status: 'confirmed',
      payment_status: 'completed',
    });
    expect((await send('GET', `${urls.gateway}/api/orders/health?deep=1`)).status).toBe(200);
    const { exitCode, stdout } = await localstack('status');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(urls.order)]);
  });

  test('up a second time keeps the data', async () => {
    const user = await api.newUser();
    const { body } = await api.order(user, [{ menu_id: 2, quantity: 1 }]);

    const { exitCode, stdout } = await localstack('up');

    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('known deployment: its data is kept')]);
    expect((await api.getOrder(body.id)).body).toMatchObject({ id: body.id, status: 'confirmed' });
  });

  test('a call that is on its way when the gateway stops gets its answer', async () => {
    const user = await api.newUser();
    const delayed = send('POST', `${urls.user}/validate?delay=3000`, { token: user.token });
    await expect
      .poll(async () => (await send('GET', `${urls.user}/health`)).status, { timeout: GRACE_MS })
      .toBe(200);

    await compose('stop', 'gateway');

    expect((await delayed).status).toBe(200);
    await compose('up', '--detach', '--wait', 'gateway');
  });

  test('LocalStack at another address is found again, and says that nothing is deployed', async () => {
    await compose('up', '--detach', '--wait', '--force-recreate', '--no-deps', 'localstack');

    const headers = { 'x-request-id': 'mine' };
    const call = () => send('GET', `${urls.gateway}/api/orders/orders`, { documented: false, headers });
    await expect.poll(async () => (await call()).status, { timeout: GRACE_MS }).toBe(503);
    const answer = await call();
    expect(answer.body).toEqual({
      detail: 'Nothing is deployed to LocalStack; run npm run localstack:up',
      code: 'dependency_unavailable',
      request_id: 'mine',
    });
    expect(answer.headers).toMatchObject(CORS_HEADERS);
    const { exitCode, stdout } = await localstack('status');
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('nothing is deployed to it')]);
  });

  test('without LocalStack a call is refused in seconds', async () => {
    await compose('stop', 'localstack');
    const startedMs = performance.now();

    const answer = await send('GET', `${urls.order}/orders`, { documented: false });

    expect([502, 504]).toContain(answer.status);
    expect(answer.headers).toMatchObject(CORS_HEADERS);
    expect(answer.body).toMatchObject({ request_id: answer.headers['x-request-id'] });
    expect(performance.now() - startedMs).toBeLessThan(GRACE_MS);
  });

  test('down removes every container of the project, twice without complaint, and keeps the stock', async () => {
    await docker(['compose', '-f', 'infra/docker-compose.yml', 'up', '--detach', 'otel-collector'], env);
    const volumes = await listed('volume');

    expect((await localstack('down')).exitCode).toBe(0);

    expect(await listed('container', '--all')).toBe('');
    expect(await listed('network')).toBe('');
    expect(volumes).toContain(`${PROJECT}_postgres`);
    expect(await listed('volume')).toBe(volumes);
    expect(await localstack('down')).toMatchObject({ exitCode: 0, stdout: 'nothing is running\n' });
  });

  test('reset removes the volumes too, and nothing stays behind', async () => {
    expect((await localstack('reset')).exitCode).toBe(0);

    expect(await docker(['volume', 'ls', '--quiet'])).toBe(volumesBefore);
    expect((await localstack('reset')).exitCode).toBe(0);
  });
});
