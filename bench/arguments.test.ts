import { expect, test } from 'vitest';
import { parseArguments, UsageError } from './arguments.ts';

const ROWS = ['get-menu', 'place-order'];
const parse = (...args: string[]) => parseArguments(args, ROWS);

test('measures everything for three seconds unless told otherwise', () => {
  expect(parse()).toEqual({
    seconds: 3,
    only: undefined,
    connections: undefined,
    json: undefined,
    parts: false,
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
  [['--only', 'get-menus'], "--only has 'get-menus'; allowed are get-menu, place-order."],
  [
    ['--connections', '8,x'],
    "--connections has 'x'; allowed are whole numbers from 1 to 512, such as 1,8,32.",
  ],
  [['--connections', '0'], "--connections has '0'; allowed are whole numbers from 1 to 512, such as 1,8,32."],
  [['--seconds', '0'], "--seconds is '0'; allowed is a number up to 600."],
  [['--seconds', 'ten'], "--seconds is 'ten'; allowed is a number up to 600."],
  [['--write', '--only', 'get-menu'], '--write takes all rows: leave --only and --connections out.'],
])('answers %j with what is allowed', (args, message) => {
  expect(() => parse(...args)).toThrow(new UsageError(message));
});

test.each([[['--fast']], [['get-menu']], [['--seconds']]])('answers %j with all that there is', (args) => {
  expect(() => parse(...args)).toThrow(/Allowed: --seconds 3, --only <rows>/);
});
