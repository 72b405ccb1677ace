import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { IS_FULL } from '#tests/support/full';
import { type Ended, runScript } from '#tests/support/programs/run-script';

const PACKAGE = join(import.meta.dirname, '..', '..', 'package.json');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(PACKAGE, 'utf8')));

/** The scripts of package.json that run a program of this repository, with its file and command. */
const PROGRAMS = Object.entries(scripts).flatMap(([name, text]) => {
  const [, file, command] = /(?:^|&& )node --import \S+ (\S+\.ts)(?: (\S+))?$/.exec(text) ?? [];
  return file === undefined ? [] : [{ name, file, words: command === undefined ? [] : [command] }];
});
/** Their words are read by another program. */
const PASSING_ON = ['sam', 'deploy:aws'];
const READING = PROGRAMS.filter(({ name }) => !PASSING_ON.includes(name));
/** No program may reach a store, a port or the network before it has read its words. */
const NOWHERE = { PATH: '', ENGINE_PORT: '1' };

const run = ({ file, words }: (typeof PROGRAMS)[number], ...more: string[]) =>
  runScript(file, [...words, ...more], NOWHERE);
/** The one line on standard error, without its `error: `. */
async function refusal(ended: Promise<Ended>): Promise<string> {
  const { exitCode, stdout, stderr } = await ended;
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  return stderr.slice('error: '.length, -1);
}

function programOf(name: string): (typeof PROGRAMS)[number] {
  const program = PROGRAMS.find((each) => each.name === name);
  if (!program) throw new Error(`package.json has no script ${name}`);
  return program;
}

test('all programs are here', () => {
  expect(PROGRAMS.length).toBeGreaterThanOrEqual(20);
});

test.each(PROGRAMS)('$name --help shows its usage', async (program) => {
  const { exitCode, stdout, stderr } = await run(program, '--help');

  const call = program.name === 'start' ? 'npm start' : `npm run ${program.name}`;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: ${call}\\b`));
});

test.each(IS_FULL ? PROGRAMS : PROGRAMS.slice(0, 1))('$name -h shows the same', async (program) => {
  const [help, short] = await Promise.all([run(program, '--help'), run(program, '-h')]);

  expect(short).toEqual(help);
});

test.each(READING)('$name refuses an unknown option in one sentence', async (program) => {
  expect(await refusal(run(program, '--no-such-option'))).toMatch(
    /^there is no option --no-such-option, allowed: .*--help$/,
  );
});

test('a program refuses a command that there is not, and a command refuses an unknown option', async () => {
  const chaos = programOf('chaos');

  expect(await refusal(run(chaos, 'nothing'))).toMatch(/^there is no command "nothing", allowed: list, /);
  expect(await refusal(run(chaos, 'list', '--no-such-option'))).toMatch(
    /^there is no option --no-such-option/,
  );
});

test.each([
  ['oracle', ['--settle'], /^--settle has no value, allowed: --settle SECONDS, /],
  ['oracle', ['--settle', 'soon'], /^--settle is "soon", allowed: a whole number of seconds from 0 to \d+$/],
  ['oracle', ['now'], /^"now" is not understood, allowed: --settle SECONDS, /],
  ['redrive', ['--reason', 'bad'], /^--reason is "bad", allowed: malformed, over_age, handler_failed$/],
  ['evict', ['*'], /^what is "\*", allowed: list, menus, orders, or a key such as menu:1 or order:5$/],
  ['records', ['menus'], /^users\|orders is "menus", allowed: users, orders$/],
  ['restock', ['--stock', '-1'], /^--stock has no value, allowed: --stock N, /],
  [
    'restock',
    ['--stock', 'all'],
    /^--stock is "all", allowed: a whole number of portions from 0 to 1000000$/,
  ],
  ['restock', ['--menu', 'x'], /^--menu is "x", allowed: a whole number from 1$/],
  ['trace-order', [], /^order id is missing, allowed: a whole number from 0$/],
  ['simulate', ['--seeds', 'many'], /^--seeds is "many", allowed: a whole number from 1$/],
  ['simulate', ['--seed', '0'], /^--seed is "0", allowed: a whole number from 1$/],
  ['simulate', ['--mutant', 'x'], /^--mutant is "x", allowed: .*, /],
  ['attack', ['--port', '9'], /^--port is "9", allowed: user, .*, 8001, /],
  ['attack', ['--seed', '1.5'], /^--seed is "1\.5", allowed: a whole number from 0$/],
  ['bench', ['--json', '/no/folder/x.json'], /^\/no\/folder\/x\.json cannot be written \(ENOENT: .*\)$/],
  ['bench', ['--only', 'x'], /^--only is "x", allowed: .*place-order/],
  ['bench', ['--check', '--parts'], /^--check takes no option but --only, --write or --rule: /],
  ['bench', ['--check', '--only', 'login'], /^--check has no row login, allowed: list-menus, /],
  ['bench', ['--rate', '5', '--only', 'login'], /^--rate has no row login, allowed: place-order, /],
  ['bench', ['--vs', 'localhost'], /^--vs is "localhost", allowed: the address of a gateway, or /],
  [
    'bench',
    ['--vs', 'http://127.0.0.1:1', '--only', 'get-menu'],
    /^no user service answers at http:\/\/127\.0\.0\.1:1\/api\/users \(.*\)$/,
  ],
  ['soak', ['--seconds', '40'], /^--seconds is "40", allowed: a whole number from 60 to 86400$/],
  ['soak', ['--clients', '0'], /^--clients is "0", allowed: a whole number from 1 to 1000$/],
  ['load', ['--rate', 'fast'], /^--rate is "fast", allowed: a number of journeys a second above 0, up to /],
  ['load', ['--mix', 'order=0'], /^--mix is "order=0", allowed: journeys with weights above 0, /],
  ['load', ['--clients', '8', '--rate', '5'], /^--clients makes a closed loop, which has no --rate/],
  ['load', ['--shape', 'ramp'], /^--peak goes with --shape ramp or spike, which need it$/],
  ['load', ['--plan', '/no/plan.json'], /^\/no\/plan\.json cannot be read \(ENOENT: .*\)$/],
  ['load', ['--history', '/no/folder/x'], /^\/no\/folder\/x cannot be written \(ENOENT: .*\)$/],
  ['drill', ['submit'], /^nothing is named, allowed: --service, --point, --mechanism, --since$/],
  [
    'drill',
    ['submit', '--since', 'noon'],
    /^--since is "noon", allowed: how long ago \(90s, 3m\), or a time /,
  ],
  [
    'drill',
    ['submit', '--point', 'x'],
    /^--point is "x", allowed: a point that npm run chaos -- points lists$/,
  ],
  ['drill', ['start', '--level', '4'], /^--level is "4", allowed: 1, 2, 3$/],
  ['build', ['now'], /^"now" is not understood, allowed: --force, --help$/],
  ['start', ['8001'], /^"8001" is not understood, allowed: --help$/],
  ['stop', ['--json'], /^there is no option --json, allowed: --help$/],
  ['invoke', [], /^service\/name is missing, allowed: the name of a function, such as /],
  ['sam', [], /^function is missing, allowed: the name of a function, such as place-order$/],
  ['localstack:up', ['host'], /^"host" is not understood, allowed: --host, --help$/],
])('%s %j is refused in one sentence', async (name, words, sentence) => {
  expect(await refusal(run(programOf(name), ...words))).toMatch(sentence);
});

test.each([
  ['verify:stack', { TEMPO_PORT: 'x' }, 'TEMPO_PORT is "x", allowed: a whole number from 0 to 65535'],
  ['restock', { ENGINE_PORT: 'x' }, 'ENGINE_PORT is "x", allowed: a whole number from 0 to 65535'],
  ['restock', { RESTAURANT_URL: 'x' }, 'RESTAURANT_URL is "x", allowed: the address of a restaurant service'],
  [
    'restock',
    {},
    'no engine answers at http://127.0.0.1:1; start one with npm start, set ENGINE_PORT, or set RESTAURANT_URL',
  ],
  ['oracle', { ENGINE_PORT: 'x' }, 'ENGINE_PORT is "x", allowed: a whole number from 0 to 65535'],
  [
    'start',
    { ENGINE_LISTEN: '0.0.0.0' },
    'ENGINE_LISTEN=0.0.0.0 needs ENGINE_KEY, a key of at least 16 characters',
  ],
  ['start', { LISTEN: '*' }, 'LISTEN is "*", allowed: 127.0.0.1, 0.0.0.0'],
  ['start', { CHAOS_KEY: 'short' }, 'CHAOS_KEY is ***, allowed: a key of at least 16 characters'],
  ['traces', { LOG: 'loud' }, 'LOG is "loud", allowed: debug, info, warn, silent'],
  [
    'localstack:up',
    { LOCALSTACK_PORT: 'x' },
    'LOCALSTACK_PORT is "x", allowed: a whole number from 0 to 65535',
  ],
])('%s refuses %j in one sentence', async (name, variables, sentence) => {
  const { file, words } = programOf(name);

  expect(await refusal(runScript(file, words, { ...NOWHERE, ...variables }))).toBe(sentence);
});
