import { expect, test } from 'vitest';
import { cpuByPart, partNames } from './parts.ts';

const names = partNames({
  pid: 1,
  functions: { 'order/get-order': { pids: [2, 3] } },
  backends: { postgres: 4, redis: undefined },
});
const process = (pid: number, parent: number, cpuMs: number) => ({ pid, parent, cpuMs });

test('adds up the processes of a part, its children and those born meanwhile', () => {
  const before = [process(1, 0, 100), process(2, 1, 50), process(4, 1, 10), process(5, 4, 20)];
  const after = [
    process(1, 0, 110),
    process(2, 1, 80),
    process(3, 1, 40),
    process(4, 1, 10),
    process(5, 4, 25),
    process(6, 1, 1),
  ];

  expect(cpuByPart(before, after, names)).toEqual({ 'order/get-order': 70, engine: 11, postgres: 5 });
});

test('what has ended counts with what started it, from the first reading on', () => {
  const before = [
    process(1, 0, 100),
    process(2, 1, 50),
    process(4, 1, 10),
    process(5, 4, 20),
    process(6, 5, 3),
  ];
  const after = [process(1, 0, 165), process(4, 1, 35)];

  expect(cpuByPart(before, after, names)).toEqual({ engine: 15, postgres: 2 });
});
