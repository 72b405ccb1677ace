import { beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';

const written = { stdout: '', stderr: '' };
beforeEach(() => {
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
  createLog('order').info('done', {
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
    createLog('order')[level]({
      message: 'failed',
      code: 'internal',
      error: new TypeError('not a function'),
    });

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

  createLog('order').info('done', { circle, large: 7n } as never);

  expect(JSON.parse(written.stdout)).toMatchObject({ message: 'done', circle: {}, large: '7' });
});

test('a member with the name of one that every line has is left out', () => {
  const reserved = { level: 'mine', timestamp: 'mine', service: 'mine' };

  createLog('order').info({ message: 'done', status: 200, ...reserved } as never);

  expect(JSON.parse(written.stdout)).toMatchObject({
    level: 'INFO',
    message: 'done',
    service: 'order',
    status: 200,
  });
  expect(written.stdout).not.toContain('mine');
});

test.each([
  [
    'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    '1-5759e988-bd862e3fe1be46a994272793',
  ],
  ['Root=1-5759e988-bd862e3fe1be46a994272793', '1-5759e988-bd862e3fe1be46a994272793'],
  ['1-5759e988-bd862e3fe1be46a994272793', '1-5759e988-bd862e3fe1be46a994272793'],
])('the trace of X-Ray in %s is in the line', (header, id) => {
  vi.stubEnv('_X_AMZN_TRACE_ID', header);

  createLog('order').info('done');

  expect(JSON.parse(written.stdout).xray_trace_id).toBe(id);
});

test('without a trace of X-Ray the line has none', () => {
  vi.stubEnv('_X_AMZN_TRACE_ID', '');

  createLog('order').info('done');

  expect(written.stdout).not.toContain('xray');
});

test('an error and a text beside the message are members of the line', () => {
  createLog('order').warn('failed', new TypeError('not a function'));
  createLog('order').warn('failed', 'twice');

  const [first, second] = written.stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ message: 'failed', error: { name: 'TypeError' } });
  expect(second).toMatchObject({ message: 'failed', extra: 'twice' });
});

test('a line below the level is not written', () => {
  createLog('order').debug('detail');

  expect(written).toEqual({ stdout: '', stderr: '' });
});
