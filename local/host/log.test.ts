import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { createLog, type LogLevel } from './log.ts';

function recorded(level: LogLevel) {
  const written: string[] = [];
  const log = createLog(level, {
    out: (text) => written.push(`out ${text}`),
    err: (text) => written.push(`err ${text}`),
    dropped: () => 0,
  });
  return { log, written };
}

test('writes many lines at once, and warnings right away with the lines before them', async () => {
  const { log, written } = recorded('info');

  log.info('one');
  log.info('two');
  expect(written).toEqual([]);
  await vi.waitFor(() => expect(written).toEqual(['out one\ntwo\n']));
  log.info('three');
  log.warn('four');

  expect(written.slice(1)).toEqual(['out three\n', 'err four\n']);
});

test.each([
  ['debug', ['d', 'i', 'w', 'e', 'n']],
  ['info', ['i', 'w', 'e', 'n']],
  ['warn', ['w', 'e', 'n']],
  ['silent', []],
] as const)('level %s lets through %j', (level, expected) => {
  const { log, written } = recorded(level);

  log.debug('d');
  log.info('i');
  log.warn('w');
  log.error('e');
  log.notice('n');
  log.flush();

  const lines = written.flatMap((text) => text.slice('out '.length).trim().split('\n'));
  expect(lines).toEqual(expected);
});

test('loses no line when the process exits at once', () => {
  const script = `import { createLog } from ${JSON.stringify(import.meta.resolve('./log.ts'))};
    const log = createLog('info'); log.info('last'); process.exit(3);`;

  const run = () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });

  expect(run).toThrow(expect.objectContaining({ status: 3, stdout: 'last\n' }));
});
