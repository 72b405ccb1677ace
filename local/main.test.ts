import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { CommandLine } from '#tests/support/engine/command-line';

const commands = new CommandLine();

test.each([
  [['start'], { USER_PORT: 'x' }, 'USER_PORT is "x", allowed: a whole number from 0 to 65535'],
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
    'LOCAL_DATA_DIR is "~/data", allowed: a whole path (a ~ is only replaced where a shell reads it unquoted)',
  ],
  [['stop', '--json'], {}, 'there is no option --json, allowed: --help'],
  [['start', '8001'], {}, '"8001" is not understood, allowed: --help'],
  [['start'], { LOG: 'loud' }, 'LOG is "loud", allowed: debug, info, warn, silent'],
  [['start'], { LOCAL_CONCURRENCY: '0' }, 'LOCAL_CONCURRENCY is "0", allowed: a whole number from 1 to 256'],
  [['start'], { STOCK: '0' }, 'STOCK is "0", allowed: a whole number of portions from 1 to 1000000'],
  [['start'], { LOCAL_DYNAMODB: 'java' }, 'LOCAL_DYNAMODB is "java", allowed: dynoxide, node'],
  [['start'], { LOCAL_FREEZE: 'yes' }, 'LOCAL_FREEZE is "yes", allowed: 0, 1'],
  [
    ['start'],
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
    'OTEL_EXPORTER_OTLP_ENDPOINT is "localhost:4318", allowed: the address of an OTLP/HTTP receiver, such as http://localhost:4318',
  ],
  [['invoke'], {}, 'service/name is missing, allowed: the name of a function, such as order/place-order'],
  [['invoke', 'a/b', '/no/event.json'], {}, 'there is no event file /no/event.json'],
  [
    ['invoke', 'a/b', '/tmp'],
    {},
    'the event file /tmp cannot be read: EISDIR: illegal operation on a directory, read',
  ],
  [
    ['invoke', 'a/b'],
    { ENGINE_PORT: '1' },
    'no engine answers at http://127.0.0.1:1; start one with npm start, or set ENGINE_PORT',
  ],
])('%j with %j is refused in one line', async (args, more, message) => {
  const result = await commands.run(args, more);

  expect(result).toEqual({ code: 2, out: '', err: `error: ${message}\n` });
});

test('doctor names each obstacle and the way out', async () => {
  const server = spawn(process.execPath, [
    '-e',
    'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })',
  ]);
  commands.killAfterTest(server);
  const [data] = await once(server.stdout, 'data');
  const port = String(data).trim();

  const result = await commands.run(['doctor'], { ORDER_PORT: port });

  expect(result.code).toBe(1);
  expect(result.out).toContain(
    `problem  port ${port} (order service) is taken; stop what uses it, or set ORDER_PORT\n`,
  );
  expect(result.out).toContain('ok       Redis:');
});

test('an unknown command lists the commands', async () => {
  expect(await commands.run(['fly'])).toEqual({
    code: 2,
    out: '',
    err: 'error: there is no command "fly", allowed: start, stop, status, invoke, reset, doctor\n',
  });
});
