import { expect, test } from 'vitest';
import { readCommandLine } from '#shared/cli/arguments';
import { UsageError } from '#shared/cli/errors';
import { type BenchOptions, checkTogether, optionsOf } from './arguments.ts';

function parse(...words: string[]): BenchOptions | 'help' {
  const options = optionsOf(['get-menu', 'place-order']);
  const given = readCommandLine(words, { options, args: {}, passesOn: undefined });
  if (given === 'help') return 'help';
  const read = given.options as BenchOptions;
  checkTogether(read);
  return read;
}

test('measures everything for three seconds by default', () => {
  expect(parse()).toEqual({
    seconds: 3,
    only: undefined,
    connections: undefined,
    rate: undefined,
    vs: undefined,
    json: undefined,
    parts: false,
    settle: false,
    check: false,
    rule: undefined,
    write: false,
  });
});

test('takes lists apart', () => {
  expect(parse('--only', 'place-order,get-menu', '--connections=8,32', '--seconds', '0.5')).toMatchObject({
    only: ['place-order', 'get-menu'],
    connections: [8, 32],
    seconds: 0.5,
  });
});

test.each([
  [['--only', 'get-menus'], '--only is "get-menus", allowed: get-menu, place-order'],
  [['--connections', '8,x'], '--connections is "8,x", allowed: whole numbers from 1 to 512, such as 1,8,32'],
  [['--connections', '0'], '--connections is "0", allowed: whole numbers from 1 to 512, such as 1,8,32'],
  [['--seconds', '0'], '--seconds is "0", allowed: a number of seconds above 0, up to 600'],
  [['--seconds', 'ten'], '--seconds is "ten", allowed: a number of seconds above 0, up to 600'],
  [['--write', '--only', 'get-menu'], '--write takes all rows: leave --only and --connections out'],
  [
    ['--check', '--connections', '8'],
    '--check takes no option but --only, --write or --rule: leave the others out',
  ],
  [
    ['--check', '--write', '--only', 'get-menu'],
    '--write takes all rows: leave --only and --connections out',
  ],
  [['--rate', '0'], '--rate is "0", allowed: a number of journeys a second above 0, up to 100000'],
  [
    ['--rate', '5', '--connections', '8'],
    '--rate goes with --only, --seconds and --json: leave the others out',
  ],
  [['--rate', '5', '--check'], '--check takes no option but --only, --write or --rule: leave the others out'],
  [
    ['--vs', 'http://a,http://b'],
    '--vs is "http://a,http://b", allowed: the address of a gateway, or of all of user, restaurant, order in this order, or as user=URL,restaurant=URL,order=URL; http only',
  ],
  [['--vs', 'http://a', '--rate', '5'], '--vs and --rate exclude each other'],
  [
    ['--vs', 'http://a', '--write'],
    '--vs goes with --only, --connections, --seconds and --json: leave the others out',
  ],
  [['--rate', '5', '--settle'], '--rate goes with --only, --seconds and --json: leave the others out'],
  [['--check', '--settle'], '--check takes no option but --only, --write or --rule: leave the others out'],
  [['--rule', '{"point":"x"}'], '--rule goes with --check, without --write'],
  [['--check', '--write', '--rule', '{"point":"x"}'], '--rule goes with --check, without --write'],
  [
    ['--check', '--rule', 'slow'],
    '--rule is "slow", allowed: a rule as JSON, with a point and a mode (docs/faults.md)',
  ],
])('answers %j with what is allowed', (words, message) => {
  expect(() => parse(...words)).toThrow(new UsageError(message));
});

test.each([[['--fast']], [['get-menu']], [['--seconds']]])('answers %j with all options', (words) => {
  expect(() => parse(...words)).toThrow(/allowed: --seconds SECONDS, --only ROWS, /);
});
