import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { HAS_PROC } from './process-facts.ts';
import { startedAt } from './process-identity.ts';
import { startWatchdog } from './watchdog.ts';

const started: ChildProcess[] = [];

function sleeper(): number {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  started.push(child);
  if (child.pid === undefined) throw new Error('sleep cannot be started');
  return child.pid;
}

const isAlive = (pid: number): boolean => startedAt(pid) !== undefined;

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

test('kills the registered processes when its engine is killed, and no others', async () => {
  const script = `import { startWatchdog } from ${JSON.stringify(import.meta.resolve('./watchdog.ts'))};
    const watchdog = startWatchdog();
    process.stdin.on('data', (text) => {
      for (const line of String(text).trim().split('\\n')) {
        const pid = Number(line.slice(1));
        if (line[0] === '+') watchdog.add(pid); else watchdog.remove(pid);
      }
      process.stdout.write(watchdog.pid + '\\n');
    });`;
  const engine = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(engine);
  const [first, removed, last, stranger] = [sleeper(), sleeper(), sleeper(), sleeper()];
  engine.stdin.write(`+${first}\n+${removed}\n+${last}\n-${removed}\n`);
  const lines = createInterface(engine.stdout);
  const [watchdogPid] = await once(lines, 'line');

  engine.kill('SIGKILL');

  await expect.poll(() => [first, last, Number(watchdogPid)].map(isAlive)).toEqual([false, false, false]);
  expect([removed, stranger].map(isAlive)).toEqual([true, true]);
});

test('kills the children of registered processes too', async () => {
  const parent = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(parent);
  const [line] = await once(createInterface(parent.stdout), 'line');
  const script = `import { startWatchdog } from ${JSON.stringify(import.meta.resolve('./watchdog.ts'))};
    startWatchdog().add(${parent.pid});
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);`;

  spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });

  await expect.poll(() => isAlive(Number(line))).toBe(false);
});

test('ends with its engine without killing a process', async () => {
  const watchdog = startWatchdog();
  const pid = sleeper();
  watchdog.add(pid);

  await watchdog.dispose();

  expect(watchdog.pid && isAlive(watchdog.pid)).toBe(false);
  expect(isAlive(pid)).toBe(true);
  await watchdog.dispose();
});

/** Returns whether the shell has set its trap: SIGHUP, SIGINT and SIGTERM are in the signal mask that Linux shows. */
function ignoresSignals(pid: number): boolean {
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  const traps = 0x4003n;
  return (BigInt(`0x${mask ?? 0}`) & traps) === traps;
}

test.runIf(HAS_PROC)('signals of a terminal do not end it', async () => {
  const watchdog = startWatchdog();
  const { pid } = watchdog;
  if (pid === undefined) throw new Error('no watchdog');
  watchdog.add(pid);
  await expect.poll(() => ignoresSignals(pid)).toBe(true);

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
  watchdog.remove(pid);

  expect(isAlive(pid)).toBe(true);
  await watchdog.dispose();
});
