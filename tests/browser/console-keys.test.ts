import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

/** Through every panel, live and frozen, in both languages, with the help open and an edge chosen. */
const WALK = 'f ArrowLeft f 6 2 1 f l 3 ? 4 ArrowLeft Escape 5 t 7 9 f 8 f 1 f l 6 1'.split(' ');

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
          if (key === '6') await user.click('main button', 'Kill an environment');
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
});
