import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { ScenariosBody } from '#shared/console/scenarios';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const NAME = 'payment-failure';
/** A run that is ended takes its faults away and judges nothing. */
const ENDED_WITHIN_MS = 120_000;

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  ({ engine, stop } = await temporaryEngine());
}, 300_000);
afterAll(() => stop?.());

const start = (name: string) =>
  fetch(`${engine.urls.engine}/console/scenarios`, { method: 'POST', body: JSON.stringify({ name }) });
const now = async () =>
  (await (await fetch(`${engine.urls.engine}/console/scenarios`)).json()) as ScenariosBody;

describe('the panel of scenarios', { tags: 'chromium', timeout: 240_000 }, () => {
  test('a name that no scenario has is refused with those that are allowed', async () => {
    const refused = await start('nothing');

    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(NAME);
    expect((await now()).run).toBeUndefined();
  });

  test('starts one by clicking, shows its lines, and ends it with a verdict and a report', async () => {
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=scenarios&lang=en`);
      await user.click('button', `Start ${NAME}`);
      await user.sees('-- steady');
      expect((await start(NAME)).status).toBe(409);

      // lines that come meanwhile move the button away from the mouse
      await tab.run(
        "[...document.querySelectorAll('button')].find((each) => each.innerText.includes('End it')).click()",
      );
      const verdict = () => tab.run('document.querySelector("[data-verdict]")?.dataset.verdict');
      await expect.poll(verdict, { timeout: ENDED_WITHIN_MS }).toBe('ABORTED');
      expect(await axeViolations(tab)).toEqual([]);
      expect(tab.noticed().problems).toEqual([]);

      await user.click('a', 'Its report');
      await user.sees('ABORTED');
      expect(tab.noticed().problems).toEqual([]);
    });
  });

  test('fits every width in both colours, in Korean too, and axe finds nothing', async () => {
    await withTab(async (tab) => {
      for (const width of [400, 1_400]) {
        for (const colours of ['light', 'dark'] as const) {
          await tab.showAs(width, colours);
          await tab.open(`${engine.urls.engine}/?panel=scenarios&lang=ko`);
          await pageUser(tab).sees('마지막 실행');
          const at = `${width} ${colours}`;
          expect(await tab.run('document.documentElement.scrollWidth <= innerWidth'), at).toBe(true);
          expect(await axeViolations(tab), at).toEqual([]);
        }
      }
    });
  });
});
