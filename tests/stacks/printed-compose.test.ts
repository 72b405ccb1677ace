import { expect, test } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { readCompose } from '#tests/support/compose-file';
import { filesBelow, readText } from '#tests/support/source-files';

const LINE = /docker compose(?: -f (\S+))?(?: --profile (\S+))? up -d/g;
const OF_ENGINE = Object.values(PORT_NUMBERS).map(String);
const places = filesBelow('')
  .filter((path) => /\.(md|ts|ya?ml)$/.test(path) && !/^(tests|local)\/|\.test\.ts$/.test(path))
  .flatMap((path) =>
    [...readText(path).matchAll(LINE)].map(([line, file = 'docker-compose.yml', profile]) => ({
      ...{ path, line, file, profile },
    })),
  );

test('the documents say how to start Grafana', () => {
  expect(places.map(({ path }) => path)).toEqual(expect.arrayContaining(['README.md', 'docs/telemetry.md']));
});

test.each(places)('$line in $path takes no port of the engine', ({ file, profile }) => {
  const started = Object.values(readCompose(file).services).filter(
    ({ profiles }) => profiles.length === 0 || profiles.includes(profile ?? ''),
  );
  const published = started.flatMap(({ ports }) => ports.map((port) => /(\d+)\}?:\d+$/.exec(port)?.[1]));

  expect(published.filter((port) => OF_ENGINE.includes(port ?? ''))).toEqual([]);
});

test.each(['README.md', 'docs/telemetry.md'])('%s says how to stop it', (path) => {
  expect(readText(path)).toContain('docker compose -f infra/docker-compose.yml down');
});
