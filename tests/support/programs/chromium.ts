import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findOnPath } from '#local/host/binaries';

/** A Chromium of this machine, if there is one. */
export const chromiumBinary = (): string | undefined =>
  findOnPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');

/** Names of others that lead to this machine, as a rebound name does. */
const STRANGERS = 'MAP *.example 127.0.0.1';

/** Starts a headless Chromium. */
export function open(profile: string, options: readonly string[]) {
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    // the browser's own protection against pages of the internet is not part of the test, and other browsers lack it
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
    `--host-resolver-rules=${STRANGERS}`,
    `--user-data-dir=${profile}`,
    ...options,
  ];
  return spawn(chromiumBinary() ?? '', args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Gives `use` a profile of its own, which is deleted afterwards. */
export async function inProfile<T>(use: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'food-delivery-chromium-'));
  try {
    return await use(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Opens a page and keeps it open until `done` is settled. */
export function withPage(url: string, done: Promise<unknown>): Promise<void> {
  return inProfile(async (profile) => {
    const browser = open(profile, [url]);
    browser.stdout.resume();
    const ended = once(browser, 'exit');
    try {
      await Promise.race([
        done,
        ended.then(() => Promise.reject(new Error('Chromium ended before the page was done'))),
      ]);
    } finally {
      if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, 'SIGKILL');
      await ended;
    }
  });
}

/** Returns the HTML that a user sees at this address. */
export function pageAt(url: string): Promise<string> {
  return inProfile(async (profile) => {
    const browser = open(profile, ['--dump-dom', url]);
    const [html] = await Promise.all([text(browser.stdout), once(browser, 'exit')]);
    return html;
  });
}
