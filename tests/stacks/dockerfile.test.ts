import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { readText } from '#tests/support/source-files';

const ROOT = join(import.meta.dirname, '..', '..');
const TEXT = readText('Dockerfile');
const lineOf = (instruction: string): string =>
  new RegExp(`^${instruction} (.*)$`, 'm').exec(TEXT)?.[1] ?? '';

test('the image runs the Node that the packages name', () => {
  const { devDependencies } = JSON.parse(readText('package.json'));

  expect(
    devDependencies.node.startsWith(/^NODE_IMAGE=node:([\d.]+)-/.exec(lineOf('ARG'))?.[1] ?? 'none'),
  ).toBe(true);
});

test('it exposes the ports of the engine', () => {
  expect(lineOf('EXPOSE').split(' ').map(Number).sort()).toEqual(Object.values(PORT_NUMBERS).sort());
});

test('it copies what is there, keeps its data in the volume, and has a health check', () => {
  const copied = [...TEXT.matchAll(/^COPY --chown=node:node (.*) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );

  expect(copied.length).toBeGreaterThan(3);
  expect(copied.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  expect(lineOf('ENV')).toContain(`LOCAL_DATA_DIR=${lineOf('VOLUME')}`);
  expect(TEXT).toMatch(/^HEALTHCHECK [\s\S]+\/health\?deep=1/m);
});

test('it starts what npm start starts, without npm, which would end before the engine has stopped', () => {
  const { scripts } = JSON.parse(readText('package.json'));

  expect(JSON.parse(lineOf('CMD')).join(' ')).toBe(scripts.start);
});
