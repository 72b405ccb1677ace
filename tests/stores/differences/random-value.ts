import type { Random } from '#simulation/random';

export type Value = Readonly<Record<string, unknown>>;

const NUMBERS = ['0', '-1', '1', '2', '1.5', '10', '-0.25', '100', '1e2', '12345678901234567890', '0.1', '3'];
const TEXTS = ['', 'a', 'ab', 'abc', 'b', 'Z', '김', '😀', 'a b'];
const BYTES = ['', 'AA==', 'AQI=', '/w=='];
const DEEPEST = 2;

const subset = (random: Random, all: readonly string[]): string[] => {
  const some = all.filter(() => random.chance(1 / 3));
  return some.length > 0 ? some : [random.pick(all)];
};

/** Draws a value of any type. Texts are few, so that comparisons often meet equal ones. */
export function randomValue(random: Random, depth = 0): Value {
  switch (random.between(0, depth < DEEPEST ? 9 : 7)) {
    case 0:
    case 1:
      return { S: random.pick(TEXTS) };
    case 2:
    case 3:
      return { N: random.pick(NUMBERS) };
    case 4:
      return { SS: subset(random, TEXTS.slice(1)) };
    case 5:
      return { NS: subset(random, ['1', '2', '3', '10']) };
    case 6:
      return random.chance(1 / 2) ? { BOOL: random.chance(1 / 2) } : { NULL: true };
    case 7:
      return { B: random.pick(BYTES) };
    case 8:
      return { L: Array.from({ length: random.between(0, 3) }, () => randomValue(random, depth + 1)) };
    default:
      return { M: randomAttributes(random, depth + 1) };
  }
}

export const NAMES = ['a', 'b', 'c', 'd'] as const;

export function randomAttributes(random: Random, depth = 0): Record<string, Value> {
  const names = NAMES.filter(() => random.chance(1 / 2));
  return Object.fromEntries(names.map((name) => [name, randomValue(random, depth)]));
}

/** Draws the key of one of few items, in a table whose keys are the text `h` and the number `r`. */
export const randomKey = (random: Random): Record<string, Value> => ({
  h: { S: random.pick(['x', 'y']) },
  r: { N: random.pick(['-10', '-2.5', '-2', '0', '1', '2', '10']) },
});

/** Draws attributes that are keys of the indexes `by-g` and `by-l`. */
export function randomIndexKeys(random: Random): Record<string, Value> {
  return {
    ...(random.chance(3 / 4) && { g: { S: random.pick(['p', 'q']) } }),
    ...(random.chance(3 / 4) && { l: { N: random.pick(['1', '2', '-3', '2.25']) } }),
  };
}
