import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SOLUTIONS_IN_KOREAN } from '#console/panels/drill/texts-in-korean.ts';
import { drawDrill } from '#drills/draw';
import type { Engine } from '#local/engine/engine';
import type { Frame } from '#shared/console/frame';
import type { ScenariosBody } from '#shared/console/scenarios';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { axeViolations } from '#tests/support/programs/axe';
import { type Tab, withTab } from '#tests/support/programs/browser-tab';
import { pageUser } from '#tests/support/programs/page-user';

const NAME = 'payment-failure';
/** A drill is a program that looks at the system before it begins; it says so meanwhile. */
const BEGUN_WITHIN_MS = 90_000;
/** A run that is ended takes its faults away and judges nothing. */
const ENDED_WITHIN_MS = 120_000;

/** Draws the drill of payments that are declined. */
const QUIET_SECONDS = 3;
const SEED =
  Array.from({ length: 1_000 }, (_, at) => at).find(
    (each) => drawDrill(1, each, QUIET_SECONDS).drill.name === NAME,
  ) ?? 0;

let engine: Engine;
let stop: TemporaryEngine['stop'];
beforeAll(async () => {
  // messages of recovery are what a drill that ends waits for
  const environment = { PENDING_MS: '3000', RECOVERY_DELAY_MS: '3000', CANCEL_RECOVERY_DELAY_MS: '3000' };
  ({ engine, stop } = await temporaryEngine({ environment }));
}, 300_000);
afterAll(() => stop?.());

const start = (name: string) =>
  fetch(`${engine.urls.engine}/console/scenarios`, { method: 'POST', body: JSON.stringify({ name }) });
const now = async () =>
  (await (await fetch(`${engine.urls.engine}/console/scenarios`)).json()) as ScenariosBody;

/** The instant of the newest frame. */
const newest = async () =>
  ((await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[]).at(-1)?.at_ms ?? 0;
const call = (method: string, path: string, body: object) =>
  fetch(`${engine.urls.engine}/console/${path}`, { method, body: JSON.stringify(body) });
/** Chooses a value of the list with this label. */
const choose = (tab: Tab, label: string, value: string) =>
  tab.run(`(() => {
    const field = [...document.querySelectorAll('label')].find(({ innerText }) => innerText.startsWith('${label}'));
    const list = field.querySelector('select');
    list.value = '${value}';
    list.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);

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
      await expect.poll(newest).toBeGreaterThan(0);
      const before = await newest();
      await user.click('button', `Start ${NAME}`);
      await user.sees('-- steady');
      expect((await start(NAME)).status).toBe(409);
      const seenMs = Date.now();
      await expect.poll(newest).toBeGreaterThan(seenMs);
      const during = await newest();

      // lines that come meanwhile move the button away from the mouse
      await tab.run(
        "[...document.querySelectorAll('button')].find((each) => each.innerText.includes('End it')).click()",
      );
      const verdict = () => tab.run('document.querySelector("[data-verdict]")?.dataset.verdict');
      await expect.poll(verdict, { timeout: ENDED_WITHIN_MS }).toBe('ABORTED');
      expect(await axeViolations(tab)).toEqual([]);
      expect(tab.noticed().problems).toEqual([]);

      // a frozen page has the run as it was at that instant
      const show = (ms: number) => tab.open(`${engine.urls.engine}/?panel=scenarios&lang=en&at=${ms}`);
      await show(during);
      await user.sees('The last run at');
      await user.sees('-- steady');
      expect(await tab.run('document.querySelector("[data-state]").dataset.state')).toBe('running');
      expect(await verdict()).toBeUndefined();
      expect(await tab.run(`document.querySelectorAll('main button').length`)).toBe(0);
      expect(await axeViolations(tab)).toEqual([]);
      await tab.press('f');
      await expect.poll(verdict).toBe('ABORTED');
      await show(before);
      await user.sees('No run that is kept had begun by');
      await tab.press('f');

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

describe('the panel of drills', { tags: 'chromium', timeout: 240_000 }, () => {
  test('begins one without a word of its fault, grades an answer, mends it, and ends with verdict and report', async () => {
    const { drill, quietMs } = drawDrill(1, SEED, QUIET_SECONDS);
    await withTab(async (tab) => {
      const user = pageUser(tab);
      await tab.showAs(1_400, 'light');
      await tab.open(`${engine.urls.engine}/?panel=drill&lang=en`);
      await user.sees('None was started here yet.');
      const beganMs = Date.now();
      const began = await call('POST', 'drill', { level: 1, seed: SEED, quiet: QUIET_SECONDS });
      expect(began.status).toBe(202);
      expect((await call('POST', 'drill', { level: 1 })).status).toBe(409);
      await user.sees('is under way', { withinMs: BEGUN_WITHIN_MS });
      const frames = (await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[];
      // a function that sets a fault has its name whatever is wrong
      const early = JSON.stringify(
        frames.filter(({ at_ms }) => at_ms > beganMs).map(({ functions: _, ...rest }) => rest),
      );
      expect(
        [drill.name, drill.truth.point, drill.truth.mechanism].filter((word) => early.includes(word)),
      ).toEqual([]);
      expect(await axeViolations(tab)).toEqual([]);

      const { service, mechanism, point } = drill.truth;
      const named = { Service: service, Mechanism: mechanism, Point: point };
      for (const [label, value] of Object.entries(named)) await choose(tab, label, value);
      await user.fill('Since', `${Math.round(quietMs / 1_000)}s`);
      await user.click('button', 'Submit');
      const grades = `[...document.querySelectorAll('[data-grade]')].map((each) => each.dataset.grade).join()`;
      await expect.poll(() => tab.run(grades), { timeout: ENDED_WITHIN_MS }).toMatch(/^right,right,right/);
      await user.click('button', 'Mend it');
      const verdict = () => tab.run('document.querySelector("[data-verdict]")?.dataset.verdict');
      await expect.poll(verdict, { timeout: ENDED_WITHIN_MS }).toMatch(/PASSED|FAILED/);
      await user.sees(drill.name);

      for (const colours of ['light', 'dark'] as const) {
        await tab.showAs(400, colours);
        await tab.open(`${engine.urls.engine}/?panel=drill&lang=ko`);
        await user.sees('보고서');
        await user.sees(SOLUTIONS_IN_KOREAN[drill.name]?.remedy ?? '?');
        expect(await tab.run('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        expect(await axeViolations(tab)).toEqual([]);
      }
      expect(tab.noticed().problems).toEqual([]);
    });
  });
});
