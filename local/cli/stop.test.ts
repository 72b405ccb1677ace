import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HAS_PROC } from '#local/host/process-facts';
import { alive, CommandLine } from '#tests/support/engine/command-line';

const commands = new CommandLine();

test('status shows the running engine, and stop ends it in order', { timeout: 180_000 }, async () => {
  const engine = await commands.startEngine();
  const { pid } = engine.process;

  const shown = await commands.run(['status']);
  const { out } = await commands.run(['status', '--json']);
  const stopped = await commands.run(['stop']);

  expect(shown).toMatchObject({ code: 0, err: '' });
  for (const url of Object.values(engine.urls)) expect(shown.out).toContain(url);
  expect(shown.out).toMatch(new RegExp(`^running .* process ${pid}\n`));
  expect(shown.out).toMatch(/^postgres +up, process \d+$/m);
  expect(shown.out).toMatch(/^functions +\d+, in \d+ environments; \d+ calls wait for one$/m);
  const status = JSON.parse(out);
  const started = Object.keys(status.functions).filter((key) => status.functions[key].size > 0);
  expect(shown.out.includes('\nmemory ')).toBe(HAS_PROC);
  if (HAS_PROC) {
    expect(shown.out).toMatch(/^memory +\d+ MB in \d+ processes$/m);
    expect(Object.keys(status.memory.functionBytes).toSorted()).toEqual(started.toSorted());
    for (const bytes of Object.values(status.memory.functionBytes))
      expect(bytes).toBeLessThan(status.memory.bytes);
  }
  expect(status).toMatchObject({
    running: true,
    ready: true,
    pid,
    dataDir: commands.dataDir,
    backends: engine.backends,
    backendStates: { postgres: { state: 'up', restarts: 0 } },
  });
  expect(stopped).toEqual({
    code: 0,
    out: `stopping the engine on ${commands.dataDir} (process ${pid}) …\nstopped\n`,
    err: '',
  });
  expect(engine.process.exitCode).toBe(0);
  expect(alive(engine.pids)).toEqual([]);
  expect(engine.output()).toMatch(/stopping …\nstopped\n$/);
});

test('without an engine, status and stop say so', async () => {
  for (const folder of [commands.dataDir, join(commands.home, 'never-made'), '/dev/null/x']) {
    const sentence = `no engine is running on ${folder}\n`;
    const there = { LOCAL_DATA_DIR: folder };
    expect(await commands.run(['status'], there)).toEqual({ code: 1, out: sentence, err: '' });
    expect(await commands.run(['stop'], there)).toEqual({ code: 0, out: sentence, err: '' });
    expect(JSON.parse((await commands.run(['status', '--json'], there)).out)).toEqual({
      running: false,
      dataDir: folder,
    });
  }
});

test('an engine that does not stop is killed after a while', { timeout: 60_000 }, async () => {
  const folder = join(commands.home, 'hung');
  const hung = await commands.holdFolder(folder);

  const shown = await commands.run(['status'], { LOCAL_DATA_DIR: folder });
  const stopped = await commands.run(['stop'], { LOCAL_DATA_DIR: folder });

  expect(shown.out).toBe(`the engine on ${folder} (process ${hung.pid}) is still starting\n`);
  expect(stopped).toMatchObject({ code: 0, err: '' });
  expect(stopped.out).toMatch(/\nkilled, because it did not stop within 20 s\n$/);
  expect(hung.signalCode).toBe('SIGKILL');
});

test('stop does not end a process that reuses the id of an engine', async () => {
  const folder = join(commands.home, 'recycled');
  const holder = await commands.holdFolder(folder);
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  commands.killAfterTest(stranger);
  await writeFile(join(folder, 'engine.pid'), `${stranger.pid}\nlong ago\n`);

  const refused = await commands.run(['stop'], { LOCAL_DATA_DIR: folder });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const none = await commands.run(['stop'], { LOCAL_DATA_DIR: folder });

  expect(refused.err).toMatch(
    /^error: an engine has .* open, but its process cannot be seen from here; [^\n]*\n$/,
  );
  expect(none).toMatchObject({ code: 0, out: `no engine is running on ${folder}\n` });
  expect(alive([stranger.pid ?? 0])).toEqual([stranger.pid]);
});

// Uses the data that the engine of the first test left behind.
test('reset deletes data of an engine and nothing else', async () => {
  const stranger = join(commands.home, 'stranger');
  await mkdir(stranger);
  await writeFile(join(stranger, 'thesis.txt'), 'precious');

  const refused = await commands.run(['reset'], { LOCAL_DATA_DIR: stranger });
  const done = await commands.run(['reset']);
  const again = await commands.run(['reset']);

  expect(refused.err).toMatch(
    /^error: the data folder .* holds other things than data of the engine[^\n]*\n$/,
  );
  expect(await readFile(join(stranger, 'thesis.txt'), 'utf8')).toBe('precious');
  expect(done).toMatchObject({ code: 0, out: `deleted ${commands.dataDir}\n` });
  await expect(access(commands.dataDir)).rejects.toThrow('ENOENT');
  expect(again).toMatchObject({ code: 0, out: `there is no data in ${commands.dataDir}\n` });
  const atHome = await commands.run(['reset'], { LOCAL_DATA_DIR: commands.home, HOME: commands.home });
  expect(atHome).toMatchObject({ code: 2, err: expect.stringContaining('it holds your home folder') });
});
