import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApi } from '#tests/support/api/client';
import { CommandLine, enginePort } from '#tests/support/engine/command-line';
import { FOREIGN_SHELL } from '#tests/support/programs/foreign-shell';
import { runScript } from '#tests/support/programs/run-script';

const ROOT = join(import.meta.dirname, '..', '..');
const commands = new CommandLine();

test('variables of other tools reach no call of the engine and its programs', {
  timeout: 180_000,
}, async () => {
  const engine = await commands.startEngine({ ...FOREIGN_SHELL, LOG: 'silent', LISTEN: '0.0.0.0' });
  const { User = '', Restaurant = '', Order = '', Gateway = '' } = engine.urls;
  const api = createApi({ user: User, restaurant: Restaurant, order: Order, gateway: Gateway });
  const reached = (url: string) => fetch(url.replace('localhost', '127.0.0.2')).then(({ status }) => status);
  expect(await reached(`${User}/health`)).toBe(200);
  expect(await reached(`${Gateway}/api/users/health`)).toBe(200);
  await expect(reached(engine.urls.Engine ?? '')).rejects.toThrow();
  const buyer = await api.newUser();
  const placed = await api.order(buyer, [{ menu_id: 1, quantity: 2 }]);
  const shell = { ...FOREIGN_SHELL, ...enginePort(engine) };
  // npm run in a subfolder, with a file of an editor that writes a byte order mark
  const subfolder = { INIT_CWD: commands.home, npm_package_json: join(process.cwd(), 'package.json') };
  const event = await readFile(join(ROOT, 'events', 'restaurant', 'get-menu.json'), 'utf8');
  await writeFile(join(commands.home, 'event.json'), `\uFEFF${event}`);

  const invoked = await commands.run(['invoke', 'restaurant/get-menu', 'event.json'], {
    ...shell,
    ...subfolder,
  });
  const status = await commands.run(['status'], shell);
  const oracle = await runScript(join(ROOT, 'oracle', 'main.ts'), ['--settle', '20'], shell);
  const history = await runScript(join(ROOT, 'tools', 'trace-order.ts'), [String(placed.body.id)], shell);
  const redrive = await runScript(join(ROOT, 'tools', 'redrive.ts'), ['--dry-run'], shell);
  const stopped = await commands.run(['stop'], shell);

  expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed' } });
  expect(invoked).toMatchObject({ code: 0, err: '' });
  expect(status).toMatchObject({ code: 0, err: '' });
  expect(oracle).toMatchObject({ exitCode: 0, stderr: '' });
  expect(history).toMatchObject({ exitCode: 0, stderr: '' });
  expect(redrive).toMatchObject({ exitCode: 0, stderr: '' });
  expect(stopped).toMatchObject({ code: 0, err: '' });
  if (engine.process.exitCode === null) await once(engine.process, 'exit');
  expect(engine.process.exitCode).toBe(0);
  // LOG=silent prints the addresses and nothing else
  expect(engine.output()).toMatch(
    /^\nReady after \d[^\n]+\n\n {2}User service [\s\S]*Ctrl-C stops everything[^\n]*\nThe services and the gateway are open to the network: every [^\n]*\n\n$/,
  );
});
