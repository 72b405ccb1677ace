import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { freePorts } from '#tests/support/free-ports';
import { IS_FULL } from '#tests/support/full';
import { pastedLines, type READMES, START_LINE } from '#tests/support/markdown/readme-lines';
import { type Pasted, paste } from '#tests/support/programs/paste';
import { ROOT } from '#tests/support/source-files';
import { type Habits, newcomer } from './newcomer.ts';
import { Terminal } from './terminal.ts';

const INSTALL_TIMEOUT_MS = 300_000;
const START_TIMEOUT_MS = 120_000;
const MS_PER_SECOND = 1_000;
/** A newcomer's patience between `npm ci` and the first order. */
const MOST_SECONDS = 60;
const IS_CHECKOUT = existsSync(join(ROOT, '.git'));
/** The account that runs nothing else on most systems. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Lines of the table of commands that a running system and Node are enough for, in an order that makes sense. */
const COMMANDS = (order: string): string[] => [
  'npm run doctor',
  'npm run status',
  'npm run -s status -- --json',
  'npm run invoke -- restaurant/get-menu events/restaurant/get-menu.json',
  'npm run restock',
  'npm run redrive',
  `npm run trace-order -- ${order}`,
  'npm run oracle -- --settle 60',
  'npm run simulate -- --seeds 200',
  'npm run openapi -- --check',
];

interface Combination extends Habits {
  readonly who: string;
  readonly readme: (typeof READMES)[number];
  readonly tags: string[];
  readonly umask: string;
  readonly commands: typeof COMMANDS;
}

const COMBINATIONS: readonly Combination[] = [
  {
    who: "this account, with the machine's own Node",
    readme: 'README.md',
    folder: 'first',
    tags: ['curl'],
    umask: '022',
    commands: () => [],
  },
  {
    who: 'another account, with Node 24, a strict umask, and blanks and Korean characters in the path',
    readme: 'README.ko.md',
    folder: join('음식 배달', '장애 실습 1'),
    account: NOBODY,
    node: process.execPath,
    tags: ['curl', 'root'],
    umask: '077',
    commands: COMMANDS,
  },
];

/** The short form takes the one that meets more, where it can be had. */
const TRIED = IS_FULL ? COMBINATIONS : COMBINATIONS.slice(...(process.getuid?.() === 0 ? [1] : [0, 1]));

const seconds = (fromMs: number, toMs: number): number => (toMs - fromMs) / MS_PER_SECOND;
const outputOf = (pasted: readonly Pasted[]): string => pasted.map(({ output }) => output).join('');

/** Free ports for the system, and what changes the addresses in a line to them. */
async function ownPorts(): Promise<{ variables: Record<string, string>; pointed(line: string): string }> {
  const names = Object.keys(PORT_NUMBERS) as (keyof typeof PORT_NUMBERS)[];
  const ports = await freePorts(names.length);
  const own = names.map((name, i) => ({ name, usual: PORT_NUMBERS[name], port: ports[i] ?? 0 }));
  return {
    variables: Object.fromEntries(own.map(({ name, port }) => [`${name.toUpperCase()}_PORT`, String(port)])),
    pointed: (line) =>
      own.reduce((text, { usual, port }) => text.replaceAll(`localhost:${usual}`, `localhost:${port}`), line),
  };
}

describe('a fresh clone, and the README pasted line by line', () => {
  for (const { who, readme, tags, umask, commands, ...habits } of TRIED)
    test(`${readme}: ${who}`, { timeout: 900_000, tags }, async ({ skip }) => {
      skip(!IS_CHECKOUT, 'they clone the repository, and this is no Git checkout');
      await using person = await newcomer(habits);
      const { variables, pointed } = await ownPorts();
      Object.assign(person.as.env, variables);
      const lines = pastedLines(readme);

      const startedMs = performance.now();
      await using first = new Terminal(`umask ${umask}; ${START_LINE}`, person);
      const installedMs = await first.until('> food-delivery-lambda@\\S+ start', INSTALL_TIMEOUT_MS);
      const readyMs = await first.until('Ready after', START_TIMEOUT_MS);
      const pasted = await paste(lines.map(pointed), person.as);
      const orderedMs = pasted.find(({ line }) => line.includes('/orders'))?.endedMs ?? Number.NaN;
      const order =
        /"id":(\d+)/.exec(outputOf(pasted.filter(({ line }) => line.includes('/orders'))))?.[1] ?? '';
      const ran = await paste(commands(order), person.as);
      const [stopped] = await paste(['npm run stop'], person.as);

      console.log(
        `${readme}, Node ${person.node}: npm ci ${seconds(startedMs, installedMs).toFixed(1)} s; ` +
          `after it, ready in ${seconds(installedMs, readyMs).toFixed(1)} s and the first order in ` +
          `${seconds(installedMs, orderedMs).toFixed(1)} s`,
      );
      expect(seconds(installedMs, orderedMs)).toBeLessThan(MOST_SECONDS);
      expect(outputOf(pasted)).toContain('"status":"confirmed"');
      expect(outputOf(pasted)).toContain('Order cancelled successfully');
      expect(ran).toHaveLength(commands(order).length);
      expect(stopped?.output).toMatch(/stopped/i);
      expect(await first.untilExit(), first.output).toBe(0);
      expect(first.output).not.toMatch(/^(?:error|\s+at )/m);
    });
});
