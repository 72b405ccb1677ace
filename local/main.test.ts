import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openToOthers } from '#tests/support/engine/open-to-others';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { startedAt } from './host/process-identity.ts';
import { removeDataDir } from './services/remove-data-dir.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const START_TIMEOUT_MS = 90_000;

let home: string;
let dataDir: string;
let env: Record<string, string>;
const engines: ChildProcess[] = [];

beforeAll(async () => {
  home = await temporaryFolder();
  dataDir = join(home, 'data');
  env = { LOCAL_DATA_DIR: dataDir, LOCAL_REDIS: 'builtin' };
});

afterEach(async () => {
  for (const engine of engines.splice(0)) {
    if (engine.exitCode !== null || engine.signalCode !== null) continue;
    engine.kill('SIGKILL');
    await once(engine, 'exit');
  }
});

afterAll(async () => {
  await run(['reset']);
  await removeDataDir(home);
});

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], more: Record<string, string> = {}): Promise<Result> {
  return new Promise((done) => {
    const options = { env: { ...process.env, ...env, ...more } };
    execFile(process.execPath, [MAIN, ...args], options, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly urls: Record<string, string>;
  readonly pids: readonly number[];
  readonly backends: Status['backends'];
}

interface Status {
  readonly functions: Readonly<Record<string, { readonly pids: readonly number[] }>>;
  readonly backends: Readonly<Record<string, number>>;
}

function pidsIn({ functions, backends }: Status): number[] {
  return [...Object.values(functions).flatMap(({ pids }) => pids), ...Object.values(backends)];
}

async function startEngine(): Promise<Running> {
  const anyPort = {
    USER_PORT: '0',
    RESTAURANT_PORT: '0',
    ORDER_PORT: '0',
    GATEWAY_PORT: '0',
    ENGINE_PORT: '0',
  };
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: { ...process.env, ...env, ...anyPort },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  engines.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  await expect.poll(() => output, { timeout: START_TIMEOUT_MS }).toContain('Ctrl-C stops everything');
  const urls = Object.fromEntries(
    [...output.matchAll(/^ {2}(User|Restaurant|Order|Gateway|Engine)\b.*?(http:\/\/\S+)/gm)].map(
      ([, name, url]) => [name, url],
    ),
  );
  const status: Status = JSON.parse(await (await fetch(String(urls.Engine))).text());
  return { process: child, output: () => output, urls, pids: pidsIn(status), backends: status.backends };
}

const alive = (pids: readonly number[]): number[] => pids.filter((pid) => startedAt(pid) !== undefined);
const enginePort = ({ urls }: Running): Record<string, string> => ({
  ENGINE_PORT: new URL(urls.Engine ?? '').port,
});

test('runs the system, serves its commands, and leaves nothing behind after Ctrl-C', {
  timeout: 180_000,
}, async () => {
  const engine = await startEngine();
  expect(Object.keys(engine.urls)).toEqual(['User', 'Restaurant', 'Order', 'Gateway', 'Engine']);
  expect((await fetch(`${engine.urls.User}/health`)).status).toBe(200);
  expect(engine.output()).toContain(`Traces              ${engine.urls.Engine}/traces`);
  expect(engine.output()).toContain(
    `PGPASSFILE=${dataDir}/pgpass psql postgresql://food_delivery@127.0.0.1:`,
  );
  expect(engine.output()).not.toContain(
    JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')).databasePassword,
  );
  expect(await openToOthers(dataDir)).toEqual([]);

  const again = await run(['start']);
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toMatch(
    new RegExp(`^error: another engine \\(process ${engine.process.pid}\\) [^\\n]*\\n$`),
  );

  const refused = await run(['reset']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(`process ${engine.process.pid}`);

  const event = join(home, 'event.json');
  await writeFile(
    event,
    JSON.stringify({ httpMethod: 'GET', path: '/health', headers: {}, requestContext: {} }),
  );
  const invoked = await run(['invoke', 'user/get-health', event], enginePort(engine));
  expect(invoked).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(invoked.out)).toMatchObject({ statusCode: 200 });
  const unknown = await run(['invoke', 'user/nothing'], enginePort(engine));
  expect(unknown.err).toMatch(/^error: there is no function user\/nothing; there are: .*order\/place-order/);

  expect((await run(['doctor'], enginePort(engine))).out).toContain(
    `running (process ${engine.process.pid})`,
  );

  // As npm does: the terminal's signal, and npm's own right after it.
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

test('starts again on the same data after it was killed, with nothing of the old one left', {
  timeout: 240_000,
}, async () => {
  const first = await startEngine();
  const secrets = await readFile(join(dataDir, 'secrets.json'), 'utf8');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');

  const second = await startEngine();

  expect(alive(first.pids)).toEqual([]);
  expect((await fetch(`${second.urls.Restaurant}/menus`)).status).toBe(200);
  expect(await readFile(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  second.process.kill('SIGTERM');
  expect(await once(second.process, 'exit')).toEqual([0, null]);
});

test('goes at once at a second Ctrl-C, and still leaves nothing behind', { timeout: 180_000 }, async () => {
  const engine = await startEngine();
  const { postgres = 0 } = engine.backends;
  process.kill(postgres, 'SIGSTOP');

  engine.process.kill('SIGINT');
  await expect.poll(engine.output).toContain('stopping');
  const pressing = setInterval(() => engine.process.kill('SIGINT'), 100);
  const startedMs = Date.now();
  const [code] = await once(engine.process, 'exit');
  clearInterval(pressing);

  expect(code).toBe(0);
  // Without the second press the stopped PostgreSQL would have been given ten seconds.
  expect(Date.now() - startedMs).toBeLessThan(5_000);
  await expect.poll(() => alive(engine.pids)).toEqual([]);
});

test('status shows the running engine, and stop ends it in order', { timeout: 180_000 }, async () => {
  const engine = await startEngine();
  const { pid } = engine.process;

  const shown = await run(['status']);
  const { out } = await run(['status', '--json']);
  const stopped = await run(['stop']);

  expect(shown).toMatchObject({ code: 0, err: '' });
  for (const url of Object.values(engine.urls)) expect(shown.out).toContain(url);
  expect(shown.out).toMatch(new RegExp(`^running .* process ${pid}\n`));
  expect(shown.out).toMatch(/^postgres +up, process \d+$/m);
  expect(shown.out).toMatch(/^functions +\d+, in \d+ environments; \d+ calls wait for one$/m);
  expect(JSON.parse(out)).toMatchObject({
    running: true,
    ready: true,
    pid,
    dataDir,
    backends: engine.backends,
    backendStates: { postgres: { state: 'up', restarts: 0 } },
  });
  expect(stopped).toEqual({
    code: 0,
    out: `stopping the engine on ${dataDir} (process ${pid}) …\nstopped\n`,
    err: '',
  });
  expect(engine.process.exitCode).toBe(0);
  expect(alive(engine.pids)).toEqual([]);
  expect(engine.output()).toMatch(/stopping …\nstopped\n$/);
});

test('without an engine, status and stop say so', async () => {
  for (const folder of [dataDir, join(home, 'never-made'), '/dev/null/x']) {
    const sentence = `no engine is running on ${folder}\n`;
    const there = { LOCAL_DATA_DIR: folder };
    expect(await run(['status'], there)).toEqual({ code: 1, out: sentence, err: '' });
    expect(await run(['stop'], there)).toEqual({ code: 0, out: sentence, err: '' });
    expect(JSON.parse((await run(['status', '--json'], there)).out)).toEqual({
      running: false,
      dataDir: folder,
    });
  }
});

/** A process that has the folder open as an engine has, and takes no notice of signals to stop. */
async function holdFolder(folder: string): Promise<ChildProcess> {
  const script = `import { openDataDir } from ${JSON.stringify(import.meta.resolve('./host/data-dir.ts'))};
    process.on('SIGTERM', () => undefined);
    await openDataDir(${JSON.stringify(folder)});
    console.log('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  engines.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('an engine that does not stop is killed after a while', { timeout: 60_000 }, async () => {
  const folder = join(home, 'hung');
  const hung = await holdFolder(folder);

  const shown = await run(['status'], { LOCAL_DATA_DIR: folder });
  const stopped = await run(['stop'], { LOCAL_DATA_DIR: folder });

  expect(shown.out).toBe(`the engine on ${folder} (process ${hung.pid}) is still starting\n`);
  expect(stopped).toMatchObject({ code: 0, err: '' });
  expect(stopped.out).toMatch(/\nkilled, because it did not stop within 20 s\n$/);
  expect(hung.signalCode).toBe('SIGKILL');
});

test('stop leaves a process alone that merely has the id of an engine', async () => {
  const folder = join(home, 'recycled');
  const holder = await holdFolder(folder);
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  engines.push(stranger);
  await writeFile(join(folder, 'engine.pid'), `${stranger.pid}\nlong ago\n`);

  const refused = await run(['stop'], { LOCAL_DATA_DIR: folder });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const none = await run(['stop'], { LOCAL_DATA_DIR: folder });

  expect(refused.err).toMatch(
    /^error: an engine has .* open, but its process cannot be seen from here; [^\n]*\n$/,
  );
  expect(none).toMatchObject({ code: 0, out: `no engine is running on ${folder}\n` });
  expect(alive([stranger.pid ?? 0])).toEqual([stranger.pid]);
});

test('reset deletes the data, and only what is data of an engine', async () => {
  await mkdir(dataDir, { recursive: true });
  const stranger = join(home, 'stranger');
  await mkdir(stranger);
  await writeFile(join(stranger, 'thesis.txt'), 'precious');

  const refused = await run(['reset'], { LOCAL_DATA_DIR: stranger });
  const done = await run(['reset']);
  const again = await run(['reset']);

  expect(refused.err).toMatch(
    /^error: the data folder .* holds other things than data of the engine[^\n]*\n$/,
  );
  expect(await readFile(join(stranger, 'thesis.txt'), 'utf8')).toBe('precious');
  expect(done).toMatchObject({ code: 0, out: `deleted ${dataDir}\n` });
  await expect(access(dataDir)).rejects.toThrow('ENOENT');
  expect(again).toMatchObject({ code: 0, out: `there is no data in ${dataDir}\n` });
  const atHome = await run(['reset'], { LOCAL_DATA_DIR: home, HOME: home });
  expect(atHome).toMatchObject({ code: 1, err: expect.stringContaining('it holds your home folder') });
});

test.each([
  [['start'], { USER_PORT: 'x' }, 'USER_PORT must be a whole number from 0 to 65535, not "x"'],
  [
    ['start'],
    { ORDER_PORT: '8001' },
    'USER_PORT and ORDER_PORT are both 8001; give one of them another port',
  ],
  [
    ['start'],
    { LOCAL_DATA_DIR: '/dev/null/x' },
    'the data folder /dev/null/x cannot be used: there is a file in its place or on the way to it; set LOCAL_DATA_DIR to a folder of its own',
  ],
  [
    ['reset'],
    { LOCAL_DATA_DIR: '~/data' },
    'LOCAL_DATA_DIR must be a whole path, not "~/data": a ~ is only replaced where a shell reads it unquoted',
  ],
  [['stop', '--json'], {}, '--json goes with status, not with stop'],
  [['start'], { LOG: 'loud' }, 'LOG must be one of debug, info, warn, silent, not "loud"'],
  [['start'], { LOCAL_CONCURRENCY: '0' }, 'LOCAL_CONCURRENCY must be a whole number from 1 to 256, not "0"'],
  [['start'], { LOCAL_FREEZE: 'yes' }, 'LOCAL_FREEZE must be one of 0, 1, not "yes"'],
  [
    ['start'],
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
    'OTEL_EXPORTER_OTLP_ENDPOINT must be the address of an OTLP/HTTP receiver, such as http://localhost:4318, not "localhost:4318"',
  ],
  [['invoke'], {}, 'no function named; for example: npm run invoke order/place-order event.json'],
  [['invoke', 'a/b', '/no/event.json'], {}, 'there is no event file /no/event.json'],
  [
    ['invoke', 'a/b'],
    { ENGINE_PORT: '1' },
    'no engine answers at http://127.0.0.1:1; start one with npm start, or set ENGINE_PORT',
  ],
])('%j with %j is refused in one line', async (args, more, message) => {
  const result = await run(args, more);

  expect(result).toEqual({ code: 1, out: '', err: `error: ${message}\n` });
});

test('doctor names what stands in the way and the way out', async () => {
  const server = spawn(process.execPath, [
    '-e',
    'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })',
  ]);
  engines.push(server);
  const [data] = await once(server.stdout, 'data');
  const port = String(data).trim();

  const result = await run(['doctor'], { ORDER_PORT: port });

  expect(result.code).toBe(1);
  expect(result.out).toContain(
    `problem  port ${port} (order service) is taken; stop what uses it, or set ORDER_PORT\n`,
  );
  expect(result.out).toContain('ok       Redis:');
});

test('an unknown command shows what there is', async () => {
  const result = await run(['fly']);

  expect(result.code).toBe(1);
  expect(result.err).toMatch(/^error: there is no command "fly"\nUsage:/);
});
