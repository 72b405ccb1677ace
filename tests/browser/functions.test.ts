import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const KEY = 'restaurant/list-menus';

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

const frames = async () =>
  (await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as readonly Frame[];
const openMenus = () => fetch(`${engine.urls.restaurant}/menus`);

describe('the panel of functions', { tags: 'chromium', timeout: 240_000 }, () => {
  test('shows environments and queues, kills one, and forces a cold start by clicking', async () => {
    await openMenus();
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=functions&lang=en`);
      await user.sees(KEY);
      await user.sees('1 warm');
      const [victim] = engine.functions.get(KEY)?.pids ?? [];
      await user.click('button', `Kill one environment of ${KEY}`);
      await expect.poll(() => engine.functions.get(KEY)?.pids.includes(victim ?? 0)).toBe(false);

      await openMenus();
      const starts = engine.functions.get(KEY)?.starts ?? 0;
      // The row of the killed one goes before that of the next comes.
      const row = `document.querySelector('[aria-label="Force a cold start of ${KEY}"]:enabled')?.closest('tr').innerText`;
      await expect.poll(() => tab.run(row)).toMatch(new RegExp(`1 warm[^]*\\t0\\t${starts}\\t`));
      await user.click('button', `Force a cold start of ${KEY}`);
      await expect.poll(() => engine.functions.get(KEY)?.size).toBe(0);
      await openMenus();
      expect(engine.functions.get(KEY)?.starts).toBe(starts + 1);

      await user.click('button', 'List the dead letters');
      await expect
        .poll(() => tab.run('document.querySelector(".functions pre")?.innerText'))
        .toMatch(/dead letter/i);
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('of a frozen page they are as they were at that instant, and nothing can be done with them', async () => {
    await openMenus();
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      const open = (query: string) => tab.open(`${engine.urls.engine}/?panel=functions&lang=en${query}`);
      const row = (text = '') =>
        `[...document.querySelectorAll('.pools tbody tr')].find((each) => each.innerText.startsWith('${KEY}'))?.innerText ?? '${text}'`;
      const buttons = () => tab.run(`document.querySelectorAll('main button').length`);
      await open('');
      await expect.poll(() => tab.run(row())).toContain('1 warm');
      await expect.poll(() => tab.run(row())).toMatch(/\d MB/);
      expect(await buttons()).toBeGreaterThan(2);
      const before = await frames();
      const killed = await fetch(`${engine.urls.engine}/console/functions/${KEY}/kill`, { method: 'POST' });
      expect(killed.status).toBe(200);
      await expect.poll(() => tab.run(row('cold'))).toContain('cold');

      await open(`&at=${before.at(-1)?.at_ms}`);
      await expect.poll(() => tab.run(row())).toContain('1 warm');
      expect(await tab.run(row())).toMatch(/\d MB/);
      expect(await buttons()).toBe(0);
      expect(await tab.run(`document.querySelectorAll('.shows-now').length`)).toBe(0);
      expect(await axeViolations(tab)).toEqual([]);
      await tab.press('f');
      await expect.poll(() => tab.run(row('cold'))).toContain('cold');
      expect(await buttons()).toBeGreaterThan(2);
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('fits every width in both colours and languages, and axe finds nothing', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      for (const width of [400, 1_400, 2_560]) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(width, colours);
          for (const [language, text] of [
            ['en', 'All functions'],
            ['ko', '모든 함수'],
          ] as const) {
            await tab.open(`${engine.urls.engine}/?panel=functions&lang=${language}`);
            await user.sees(text);
            const at = `${language} ${width} ${colours}`;
            expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), at).toBe(true);
            expect(await axeViolations(tab), at).toEqual([]);
          }
        }
      }
    });
  });
});
