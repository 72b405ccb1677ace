import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { createApi, send } from '#tests/support/api/client';
import { freePorts } from '#tests/support/free-ports';
import { docker, ownPorts, SERVED_NAMES } from './own-containers.ts';

const NAME = `food-delivery-test-${process.pid}`;
const KEY = 'a key of the tests';
const HEALTHY_TIMEOUT_MS = 180_000;
const POLL_MS = 500;
/** Another base for the image, where node's own cannot be pulled. */
const { NODE_IMAGE } = process.env;

describe('the image of the Dockerfile', { tags: ['docker'] }, async () => {
  const { variables, urls } = await ownPorts();
  const [enginePort] = await freePorts(1);
  const engine = `http://127.0.0.1:${enginePort}`;
  const api = createApi(urls);
  const published = SERVED_NAMES.flatMap((name) => [
    '--publish',
    `127.0.0.1:${variables[`${name.toUpperCase()}_PORT`]}:${PORT_NUMBERS[name]}`,
  ]);
  const inspected = (format: string): Promise<string> => docker(['inspect', NAME, '--format', format]);
  async function untilHealthy(): Promise<void> {
    for (const deadline = Date.now() + HEALTHY_TIMEOUT_MS; Date.now() < deadline; await sleep(POLL_MS))
      if ((await inspected('{{.State.Health.Status}}')) === 'healthy') return;
    throw new Error(`not healthy after ${HEALTHY_TIMEOUT_MS} ms:\n${await docker(['logs', NAME])}`);
  }
  const start = (...options: string[]): Promise<string> =>
    docker(['run', '--detach', '--name', NAME, '--volume', `${NAME}:/data`, ...published, ...options, NAME]);

  beforeAll(async () => {
    const base = NODE_IMAGE ? ['--build-arg', `NODE_IMAGE=${NODE_IMAGE}`] : [];
    await docker(['build', '--quiet', '--tag', NAME, ...base, '.']);
    await start(
      ...['--init', '--env', `CHAOS_KEY=${KEY}`, '--env', 'ENGINE_LISTEN=0.0.0.0'],
      ...['--env', `ENGINE_KEY=${KEY}`, '--publish', `${engine.slice('http://'.length)}:8004`],
    );
    await untilHealthy();
  });

  afterAll(async () => {
    await docker(['rm', '--force', '--volumes', NAME]);
    await docker(['volume', 'rm', '--force', NAME]);
    await docker(['image', 'rm', '--force', NAME]);
  });

  test('it serves every port, and asks for its keys', async () => {
    const user = await api.newUser();
    expect((await api.order(user, [{ menu_id: 1, quantity: 2 }])).body.status).toBe('confirmed');
    expect((await send('GET', `${urls.gateway}/api/users/health`)).status).toBe(200);
    expect((await api.chaos('user', 'delay', { delay_ms: 1 })).status).toBe(403);
    expect((await fetch(engine)).status).toBe(401);
    expect((await fetch(engine, { headers: { 'x-engine-key': KEY } })).status).toBe(200);
  });

  test('programs run in it, as a user without rights', async () => {
    expect(await docker(['exec', NAME, 'npm', 'run', '--silent', 'status'])).toContain('/data');
    expect(await docker(['exec', NAME, 'npm', 'run', '--silent', 'oracle'])).toContain(
      'All invariants hold.',
    );
    expect(await docker(['exec', NAME, 'id', '--user'])).not.toBe('0');
  });

  test.each(['with', 'without'])(
    'it stops in order %s an init of its own, and keeps its data',
    async (kind) => {
      if (kind === 'without') {
        await docker(['rm', '--force', NAME]);
        await start();
        await untilHealthy();
      }
      const user = await api.newUser();
      const { body } = await api.order(user, [{ menu_id: 1, quantity: 1 }]);

      await docker(['stop', NAME]);

      expect(await inspected('{{.State.ExitCode}}')).toBe('0');
      expect(await docker(['logs', '--tail', '1', NAME])).toBe('stopped');
      await docker(['start', NAME]);
      await untilHealthy();
      expect((await api.getOrder(body.id)).body).toMatchObject({ id: body.id, status: 'confirmed' });
    },
  );
});
