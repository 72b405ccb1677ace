import { expect, test } from 'vitest';
import { createLog } from '../host/log.ts';
import type { Service } from './service.ts';
import { Supervisor } from './supervisor.ts';

/** Creates a backend that fails to start a given number of times. */
function supervised(failures: number) {
  const lines: string[] = [];
  const write = (text: string): number => lines.push(text.trimEnd());
  let pid: number | undefined = 1;
  let starts = 0;
  const service: Service = {
    url: '',
    get pid() {
      return pid;
    },
    async start() {
      starts++;
      if (starts <= failures) throw new Error('no room');
      pid = starts + 1;
    },
    async stop() {
      pid = undefined;
    },
  };
  const supervisor = new Supervisor(
    'sqs',
    service,
    createLog('warn', { out: write, err: write, dropped: () => 0 }),
  );
  return { supervisor, lines, starts: () => starts };
}

test('retries with growing pauses, and reports the reason and the number of attempts', async () => {
  const { supervisor, lines } = supervised(2);

  supervisor.ended('it ended with SIGKILL');

  expect(supervisor.status).toEqual({ state: 'restarting', restarts: 0, problem: 'it ended with SIGKILL' });
  await expect.poll(() => supervisor.status).toEqual({ state: 'up', restarts: 1 });
  expect(lines).toEqual([
    'sqs is down (it ended with SIGKILL); attempt 1 to start it follows in 0.2 s',
    'sqs is down (no room); attempt 2 to start it follows in 0.4 s',
    'sqs is down (no room); attempt 3 to start it follows in 0.8 s',
    'sqs is up again',
  ]);
});

test('the pauses grow for a backend that dies soon after each start', async () => {
  const { supervisor, lines } = supervised(0);

  for (let restarts = 1; restarts <= 3; restarts++) {
    supervisor.ended('it ended with exit code 1');
    await expect.poll(() => supervisor.status).toEqual({ state: 'up', restarts });
  }

  expect(lines.join()).toMatch(/ 0\.2 s.* 0\.4 s.* 0\.8 s/);
});

test('stop ends the retries, and start begins again', async () => {
  const { supervisor, starts } = supervised(1);
  supervisor.ended('it ended with exit code 1');

  await supervisor.stop();
  expect(supervisor.status).toEqual({ state: 'stopped', restarts: 0 });
  supervisor.ended('it ended with SIGTERM');
  expect(supervisor.status.state).toBe('stopped');
  expect(starts()).toBe(0);

  await expect(supervisor.start()).rejects.toThrow('no room');
  await supervisor.start();
  expect(supervisor.status.state).toBe('up');
});
