import { beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

const written = { stdout: '', stderr: '' };
beforeEach(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'order');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
  for (const name of ['stdout', 'stderr'] as const) {
    written[name] = '';
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    });
  }
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

test('a line is JSON on stdout, with its members beside those of every line', () => {
  createLog().info('done', {
    status: 200,
    nested: { items: [1, 'two'] },
    absent: undefined,
    none: null,
    empty: '',
  });

  expect(written.stdout).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(written.stdout)).toEqual({
    level: 'INFO',
    message: 'done',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    service: 'order',
    status: 200,
    nested: { items: [1, 'two'] },
  });
  expect(written.stderr).toBe('');
});

test.each(['warn', 'error', 'critical'] as const)(
  'a line of level %s goes to stderr, with its error',
  (level) => {
    createLog()[level]({ message: 'failed', code: 'internal', error: new TypeError('not a function') });

    expect(JSON.parse(written.stderr)).toMatchObject({
      level: level.toUpperCase(),
      message: 'failed',
      code: 'internal',
      error: { name: 'TypeError', message: 'not a function', stack: expect.stringContaining('log.test.ts') },
    });
    expect(written.stdout).toBe('');
  },
);

test('a circle and a large number do not keep a line from being written', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;

  createLog().info('done', { circle, large: 7n } as never);

  expect(JSON.parse(written.stdout)).toMatchObject({ message: 'done', circle: {}, large: '7' });
});

test('a line below the level is not written', () => {
  createLog().debug('detail');

  expect(written).toEqual({ stdout: '', stderr: '' });
});
