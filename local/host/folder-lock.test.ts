import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { findOwner } from './folder-owner.ts';

test('the address of the engine can be recorded when the disk has become full', {
  tags: ['small-disk'],
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder]);
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  const lock = lockFolder(folder);
  spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=4k']);

  lock.announce('http://localhost:8004');

  expect(findOwner(folder)?.url).toBe('http://localhost:8004');
  lock.release();
});
