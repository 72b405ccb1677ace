import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shellWord } from '#shared/cli/shell-word';
import { alive, CommandLine, enginePort } from '#tests/support/engine/command-line';
import { openToOthers } from '#tests/support/engine/open-to-others';
import { freeze } from '#tests/support/programs/freeze';

const commands = new CommandLine();

test('runs the system, serves its commands, and leaves nothing behind after Ctrl-C', {
  timeout: 180_000,
}, async () => {
  const engine = await commands.startEngine();
  expect(Object.keys(engine.urls)).toEqual(['User', 'Restaurant', 'Order', 'Gateway', 'Engine']);
  expect((await fetch(`${engine.urls.User}/health`)).status).toBe(200);
  expect(engine.output()).toContain(`Traces              ${engine.urls.Engine}/traces`);
  expect(engine.output()).toContain(
    `PGPASSFILE=${shellWord(join(commands.dataDir, 'pgpass'))} psql postgresql://food_delivery@127.0.0.1:`,
  );
  expect(engine.output()).not.toContain(
    JSON.parse(await readFile(join(commands.dataDir, 'secrets.json'), 'utf8')).databasePassword,
  );
  expect(await openToOthers(commands.dataDir)).toEqual([]);

  const again = await commands.run(['start']);
  expect(again).toMatchObject({ code: 2, out: '' });
  expect(again.err).toMatch(
    new RegExp(`^error: another engine \\(process ${engine.process.pid}\\) [^\\n]*\\n$`),
  );

  const refused = await commands.run(['reset']);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain(`process ${engine.process.pid}`);

  const event = join(commands.home, 'event.json');
  await writeFile(
    event,
    JSON.stringify({ httpMethod: 'GET', path: '/health', headers: {}, requestContext: {} }),
  );
  const invoked = await commands.run(['invoke', 'user/get-health', event], enginePort(engine));
  expect(invoked).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(invoked.out)).toMatchObject({ statusCode: 200 });
  const unknown = await commands.run(['invoke', 'user/nothing'], enginePort(engine));
  expect(unknown.err).toMatch(/^error: there is no function user\/nothing; there are: .*order\/place-order/);

  expect((await commands.run(['doctor'], enginePort(engine))).out).toContain(
    `running (process ${engine.process.pid})`,
  );

  // npm forwards the signal that the terminal has already sent.
  engine.process.kill('SIGINT');
  await expect.poll(engine.output, { interval: 2 }).toContain('stopping');
  engine.process.kill('SIGINT');
  const [code] = await once(engine.process, 'exit');
  expect(code).toBe(0);
  expect(engine.output()).toMatch(/stopping …\nstopped\n$/);
  expect(engine.pids.length).toBeGreaterThan(3);
  expect(alive(engine.pids)).toEqual([]);
  await expect(fetch(`${engine.urls.User}/health`)).rejects.toThrow();
});

test('starts again on the same data after it was killed, and ends the processes of the old one', {
  timeout: 240_000,
}, async () => {
  const first = await commands.startEngine();
  const secrets = await readFile(join(commands.dataDir, 'secrets.json'), 'utf8');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');

  const second = await commands.startEngine();

  expect(alive(first.pids)).toEqual([]);
  expect((await fetch(`${second.urls.Restaurant}/menus`)).status).toBe(200);
  expect(await readFile(join(commands.dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  second.process.kill('SIGTERM');
  expect(await once(second.process, 'exit')).toEqual([0, null]);
});

test('exits at once at a second Ctrl-C, and still leaves nothing behind', { timeout: 180_000 }, async () => {
  const engine = await commands.startEngine();
  const { postgres = 0 } = engine.backends;
  await freeze(postgres);

  engine.process.kill('SIGINT');
  await expect.poll(engine.output).toContain('stopping');
  const pressing = setInterval(() => engine.process.kill('SIGINT'), 100);
  const startedMs = Date.now();
  const [code] = await once(engine.process, 'exit');
  clearInterval(pressing);

  expect(code).toBe(0);
  // Without the second press the stopped PostgreSQL would get ten seconds.
  expect(Date.now() - startedMs).toBeLessThan(5_000);
  await expect.poll(() => alive(engine.pids)).toEqual([]);
});
