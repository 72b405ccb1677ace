import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

/** Through every panel, live and frozen, in both languages, with the help open and an edge chosen. */
const WALK = 'f ArrowLeft f 6 2 1 f l 3 ? 4 ArrowLeft Escape 5 t 7 9 f 8 f 1 f l 6 1'.split(' ');

const EDGE = 'restaurant-postgresql';
const POINT = 'restaurant.restaurants.listRestaurants';

/** What has the focus: its element, and what it is for. */
const focused = (tab: Tab) =>
  tab.run(`[document.activeElement.localName, document.activeElement.dataset.edge].join(' ').trim()`);
const count = (tab: Tab, selector: string) =>
  expect.poll(() => tab.run(`document.querySelectorAll(${JSON.stringify(selector)}).length`), {
    message: selector,
  });
const focus = (tab: Tab, selector: string) =>
  tab.run(`document.querySelector(${JSON.stringify(selector)}).focus()`);

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

describe('keys', { tags: 'chromium', timeout: 240_000 }, () => {
  test('lead from any panel to any other, and none is ever empty', async () => {
    const openMenus = () => fetch(`${engine.urls.restaurant}/menus`);
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.open(`${engine.urls.engine}/?lang=en`);
      await user.sees('Choose an arrow');
      for (const round of [1, 2]) {
        for (const [at, key] of WALK.entries()) {
          if (key === '6') await openMenus();
          await tab.press(key);
          if (key === '6') await user.click('main button', 'Kill one environment');
          await expect
            .poll(() => tab.run('document.querySelector("main")?.innerText.trim().length > 0'), {
              message: `round ${round}, key ${at}, ${key}`,
            })
            .toBe(true);
          expect(tab.noticed().problems, `round ${round}, key ${at}, ${key}`).toEqual([]);
        }
      }
    });
  });

  test.each([
    ['the slider', '.time-bar input', ['h', 'KeyH']],
    ['a list', '.fault-form select', ['H', 'KeyH']],
    ['an arrow', `[data-edge="${EDGE}"]`, ['ㅗ', 'KeyH']],
  ])('halt all faults from %s', async (_, selector, [key, code]) => {
    const rule = { point: POINT, mode: 'latency', ms: 1 };
    const put = () =>
      fetch(`${engine.urls.engine}/console/faults/restaurant/slow`, {
        method: 'PUT',
        body: JSON.stringify(rule),
      });
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?lang=en&panel=topology&chosen=${EDGE}`);
      await count(tab, '.time-bar input:enabled').toBe(1);
      await count(tab, '.fault-form').toBe(1);
      expect((await put()).status).toBe(200);
      await count(tab, '.banner').toBe(1);
      await focus(tab, selector);
      await tab.press(key as string, code);
      await count(tab, '.banner').toBe(0);
    });
  });

  test('open an arrow, leave a field of its form without losing it, and come back to the arrow', async () => {
    await withTab(async (tab) => {
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?lang=en`);
      await count(tab, '.picture .edge.figures').toBeGreaterThan(5);
      await focus(tab, `[data-edge="${EDGE}"]`);
      expect(await focused(tab)).toBe(`g ${EDGE}`);
      await tab.press('Enter');
      await count(tab, '.fault-form').toBe(1);
      await expect.poll(() => focused(tab)).toBe('h2');

      await pageUser(tab).fill('Of the calls, percent', '4');
      await tab.press('h');
      await tab.press('Escape');
      expect(await focused(tab)).toBe('body');
      await count(tab, '.fault-form').toBe(1);
      expect(
        await tab.run(`[...document.querySelectorAll('.fault-form input')].map((each) => each.value)`),
      ).toContain('4');

      await tab.press('Escape');
      await count(tab, '.fault-form').toBe(0);
      expect(await focused(tab)).toBe(`g ${EDGE}`);
    });
  });
});
