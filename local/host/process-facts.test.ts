import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HAS_PROC, processFacts } from './process-facts.ts';

/** The file system, where there is one, and the program that macOS has instead. Both must report the same kinds of values. */
const SOURCES = [
  { source: '/proc', facts: processFacts(true), tags: [], isHere: HAS_PROC },
  { source: 'ps', facts: processFacts(false), tags: ['ps'], isHere: true },
].filter(({ isHere }) => isHere);
const NO_PROCESS = 2 ** 22 + 1;

async function sleeper() {
  const child = spawn('sleep', ['600'], { detached: true });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: child.pid ?? 0 };
}

for (const { source, facts, tags } of SOURCES) {
  test(`${source}: parent, group and command line of a child`, { tags }, async () => {
    const { pid } = await sleeper();

    expect(facts.parentOf(pid)).toBe(process.pid);
    expect(facts.groupOf(pid)).toBe(pid);
    await expect.poll(() => facts.commandLine(pid)).toBe('sleep 600');
  });

  test(`${source}: the start time stays the same, in every locale and time zone`, { tags }, async () => {
    const { pid } = await sleeper();
    const started = facts.startedAt(pid);
    vi.stubEnv('TZ', 'Asia/Seoul');
    vi.stubEnv('LC_ALL', 'ko_KR.UTF-8');
    onTestFinished(() => void vi.unstubAllEnvs());

    expect(started).toMatch(/\d/);
    expect(facts.startedAt(pid)).toBe(started);
  });

  test(`${source}: a stopped process`, { tags }, async () => {
    const { child, pid } = await sleeper();

    child.kill('SIGSTOP');

    await expect.poll(() => facts.state(pid)?.[0]).toBe('T');
    expect(facts.startedAt(pid)).toBeDefined();
  });

  test(`${source}: a process that has ended, though its parent has not asked for it, does not run`, {
    tags,
  }, async () => {
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 600']);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = await once(parent.stdout, 'data');
    const zombie = Number(line);

    await expect.poll(() => facts.state(zombie)?.[0]).toBe('Z');
    expect(facts.startedAt(zombie)).toBeUndefined();
  });

  test(`${source}: a process that does not exist`, { tags }, () => {
    expect(facts.state(NO_PROCESS)).toBeUndefined();
    expect(facts.startedAt(NO_PROCESS)).toBeUndefined();
    expect(facts.parentOf(NO_PROCESS)).toBeUndefined();
    expect(facts.groupOf(NO_PROCESS)).toBeUndefined();
    expect(facts.commandLine(NO_PROCESS)).toBeUndefined();
  });
}
